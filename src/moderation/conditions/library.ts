import { Engine, Rule, type TopLevelCondition } from 'json-rules-engine';
import type { Json } from '../json.js';
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
export type Parsed = Readonly<Record<string, unknown>>;

/** Where the library keeps its operators; its types leave it out. */
interface WithOperators {
  readonly operators: Operators;
}

/** The library's operators and decorators, and ours. */
export const standardOperators: Operators = (() => {
  const engine = new Engine();
  for (const [name, compare] of textOperators()) engine.addOperator(name, compare);
  return (engine as Engine & WithOperators).operators;
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
    ['matches', (left, right) => typeof left === 'string' && patternOf(right).foundIn(left)],
  ];
}

/** A condition's value as its operator wants it: patterns compiled, once for all packets. */
export function prepared(operator: string, value: Json): unknown {
  if (operator !== 'matches' && !operator.endsWith(':matches')) return value;
  if (Array.isArray(value)) return value.map((each: Json) => prepared(operator, each));
  return typeof value === 'string' ? patternOf(value) : value;
}

/** Lets the library parse conditions. Throws what the library throws. */
export function parsedByLibrary(conditions: Json): Parsed {
  // The parser writes priorities back into what it is given.
  const own = structuredClone(conditions) as unknown as TopLevelCondition;
  return new Rule({ conditions: own, event: { type: 'parsed' } }).conditions as unknown as Parsed;
}

function patternOf(value: unknown): Pattern {
  if (value instanceof Pattern) return value;
  const pattern = Pattern.of(String(value));
  if (typeof pattern === 'string') throw new Error(`The pattern ${pattern}`);
  return pattern;
}
