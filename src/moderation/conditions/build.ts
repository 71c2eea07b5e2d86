import type { Json } from '../json.js';
import { pointer } from '../problem.js';
import type { Comparand, Condition, FactRef } from './condition.js';
import { parsedByLibrary, type Parsed } from './library.js';

/** Where the conditions that are built stand, and what the shared ones are. */
export interface Place {
  readonly at: string;
  readonly shared: ReadonlyMap<string, unknown>;
  /** Set inside a shared condition: everything in it stands where it is referred to. */
  readonly inShared?: true;
}

/**
 * Makes a tree of what the library parsed, with shared conditions in place of references to them; a reference to one that does
 * not exist is never matched. Expects conditions that were checked.
 */
export function conditionFrom(parsed: Parsed, place: Place): Condition {
  const { at } = place;
  if (Object.hasOwn(parsed, 'any')) return { kind: 'any', of: eachFrom(parsed, 'any', place), at };
  if (Object.hasOwn(parsed, 'all')) return { kind: 'all', of: eachFrom(parsed, 'all', place), at };
  if (Object.hasOwn(parsed, 'not')) {
    return { kind: 'not', of: conditionFrom(parsed['not'] as Parsed, inside(place, 'not')), at };
  }
  if (Object.hasOwn(parsed, 'condition')) {
    const shared = place.shared.get(String(parsed['condition']));
    if (shared === undefined) return { kind: 'any', of: [], at };
    return conditionFrom(parsedByLibrary(shared as Json), { ...place, inShared: true });
  }
  return {
    kind: 'compare',
    left: refFrom(parsed),
    operator: String(parsed['operator']),
    right: comparandFrom(parsed['value']),
    at,
  };
}

function eachFrom(parsed: Parsed, kind: 'any' | 'all', place: Place): readonly Condition[] {
  return (parsed[kind] as readonly Parsed[]).map((each, index) =>
    conditionFrom(each, inside(place, kind, index)),
  );
}

function inside(place: Place, ...steps: readonly (string | number)[]): Place {
  return place.inShared === true ? place : { ...place, at: place.at + pointer(...steps) };
}

function comparandFrom(value: unknown): Comparand {
  const isFact = value !== null && typeof value === 'object' && Object.hasOwn(value, 'fact');
  return isFact ? { kind: 'fact', ref: refFrom(value as Parsed) } : { kind: 'value', value: value as Json };
}

function refFrom(parsed: Parsed): FactRef {
  const params = (parsed['params'] ?? null) as FactRef['params'];
  const path = parsed['path'];
  return {
    fact: String(parsed['fact']),
    params: params === null || Object.keys(params).length === 0 ? null : params,
    path: typeof path === 'string' && path !== '' ? path : null,
  };
}
