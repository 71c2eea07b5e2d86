import type { Json } from '../model/json.js';
import { pointer } from '../model/problem.js';
import type { Comparand, Condition, FactRef } from './condition.js';
import { parseWithLibrary, type LibraryCondition } from './json-rules-engine.js';

/** Where conditions stand while they are built, and the shared conditions by name. */
export interface BuildContext {
  readonly at: string;
  readonly shared: ReadonlyMap<string, unknown>;
  /** Set inside a shared condition: everything in it stands where it is referred to. */
  readonly inShared?: true;
}

/**
 * Builds a condition tree from what the library parsed, with shared conditions in place of references to them. A reference to none
 * never matches. Expects conditions that were checked.
 */
export function buildCondition(parsed: LibraryCondition, place: BuildContext): Condition {
  const { at } = place;
  if ('any' in parsed) return { kind: 'any', of: eachFrom(parsed.any, childContext(place, 'any')), at };
  if ('all' in parsed) return { kind: 'all', of: eachFrom(parsed.all, childContext(place, 'all')), at };
  if ('not' in parsed) return { kind: 'not', of: buildCondition(parsed.not, childContext(place, 'not')), at };
  if ('condition' in parsed) return sharedFrom(parsed.condition, place);
  return {
    kind: 'compare',
    left: refFrom(parsed),
    operator: parsed.operator,
    right: comparandFrom(parsed.value),
    at,
  };
}

function eachFrom(parsed: readonly LibraryCondition[], place: BuildContext): readonly Condition[] {
  return parsed.map((each, index) => buildCondition(each, childContext(place, index)));
}

function sharedFrom(name: string, place: BuildContext): Condition {
  const shared = place.shared.get(name);
  if (shared === undefined) return { kind: 'any', of: [], at: place.at };
  return buildCondition(parseWithLibrary(shared), { ...place, inShared: true });
}

function childContext(place: BuildContext, step: string | number): BuildContext {
  return place.inShared === true ? place : { ...place, at: place.at + pointer(step) };
}

/** A fact as the library's parser leaves it, on either side of an operator. */
interface Reference {
  readonly fact: string;
  readonly params?: FactRef['params'];
  readonly path?: string;
}

function comparandFrom(value: Json | Reference): Comparand {
  return isReference(value) ? { kind: 'fact', ref: refFrom(value) } : { kind: 'value', value };
}

function isReference(value: Json | Reference): value is Reference {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, 'fact');
}

function refFrom({ fact, params = null, path = '' }: Reference): FactRef {
  const none = params === null || Object.keys(params).length === 0;
  return { fact, params: none ? null : params, path: path === '' ? null : path };
}
