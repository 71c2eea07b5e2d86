import { Engine, Rule, type TopLevelCondition } from 'json-rules-engine';
import type { Json } from '../model/json.js';
import { Pattern } from './pattern.js';

/** Compares two values, neither of them unknown. May throw. */
export interface Operator {
  evaluate(left: unknown, right: unknown): boolean;
}

/** Operators by name, decorators included. */
export interface Operators {
  /** `null` when the operator or one of its decorators is unknown. */
  get(name: string): Operator | null;
}

/** A condition as the library's parser leaves it. */
export type LibraryCondition =
  TopLevelCondition | Extract<TopLevelCondition, { readonly not: unknown }>['not'];

/** The library's operators and decorators, and ours. */
export const standardOperators: Operators = (() => {
  const engine = new Engine();
  for (const [name, compare] of textOperators()) engine.addOperator(name, compare);
  return operatorsOf(engine);
})();

/** Our operators, to be added to an engine of the library. Texts only: anything else compares as false. */
export function textOperators(): readonly (readonly [
  name: string,
  compare: (left: unknown, right: unknown) => boolean,
])[] {
  const onTexts = (compare: (left: string, right: string) => boolean) => (left: unknown, right: unknown) =>
    typeof left === 'string' && typeof right === 'string' && compare(left, right);
  return [
    ['startsWith', onTexts((left, right) => left.startsWith(right))],
    ['endsWith', onTexts((left, right) => left.endsWith(right))],
    ['containsText', onTexts((left, right) => left.includes(right))],
    ['matches', (left, right) => typeof left === 'string' && patternOf(right)?.isFoundIn(left) === true],
  ];
}

/** The right side of a comparison, prepared once for all packets: patterns are compiled. */
export function preparedOperand(operator: string, value: Json): unknown {
  if (!/^(?:(?!swap:)\w+:)*matches$/.test(operator)) return value;
  if (Array.isArray(value)) return value.map((each: Json) => preparedOperand(operator, each));
  return patternOf(value) ?? value;
}

/** Lets the library parse conditions. Throws what the library throws. */
export function parseWithLibrary(conditions: unknown): LibraryCondition {
  // The parser writes priorities into its argument: it gets a text to parse.
  return new Rule(JSON.stringify({ conditions, event: { type: 'parsed' } })).conditions;
}

/** The operators of an engine of the library, whose types leave them out. */
function operatorsOf(engine: object): Operators {
  if (hasOperators(engine)) return engine.operators;
  throw new Error('json-rules-engine keeps its operators elsewhere than 7.3.1 does');
}

function hasOperators(engine: object): engine is { readonly operators: Operators } {
  return 'operators' in engine;
}

function patternOf(value: unknown): Pattern | null {
  if (value instanceof Pattern) return value;
  if (typeof value !== 'string') return null;
  const pattern = Pattern.of(value);
  if (typeof pattern === 'string') throw new Error(`The pattern ${pattern}`);
  return pattern;
}
