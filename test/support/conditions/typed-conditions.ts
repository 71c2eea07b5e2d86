import * as fc from 'fast-check';
import { operandOf, sameOperand, type Operand } from '../../../src/moderation/conditions/operand.js';
import {
  decoratorCatalogue,
  operatorCatalogue,
  signaturesOf,
} from '../../../src/moderation/conditions/operators.js';
import type { Fact, ValueType } from '../../../src/moderation/model/fact.js';
import type { Json } from '../../../src/moderation/model/json.js';
import type { Written } from './random-conditions.js';
import { aFact } from './small-facts.js';

const types = {
  n0: 'number',
  n1: 'number',
  t0: 'text',
  t1: 'text',
  b0: 'boolean',
  b1: 'boolean',
  l0: 'texts',
  l1: 'texts',
} as const;

/** Facts of every type, two of each. */
export const typedFacts: ReadonlyMap<string, Fact> = new Map(
  Object.entries(types).map(([name, type]) => [name, aFact(name, type)]),
);

const words = fc.constantFrom('', 'a', 'b', 'ab', 'abc', '1', '한국', 'A');
const numbers = fc.oneof(fc.integer({ min: -2, max: 4 }), fc.constant(0.5));

/** A value for every fact, or `null`. */
export const typedValues: fc.Arbitrary<Readonly<Record<string, Json>>> = fc.record(
  Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, fc.option(valueOf(operandOf(type)), { freq: 8 })]),
  ),
  { noNullPrototype: true },
);

function valueOf(operand: Operand): fc.Arbitrary<Json> {
  if (operand.kind === 'list') return fc.array(valueOf(operand.of), { maxLength: 3 });
  const plain = {
    text: words,
    number: numbers,
    boolean: fc.boolean(),
    pattern: fc.constantFrom('a', '^a', 'b$', '(?i)ab', '[0-9]', ''),
  }[operand.kind];
  return operand.orNull === true ? fc.option<Json>(plain, { freq: 6 }) : plain;
}

const decorators = ['', ...[...decoratorCatalogue.keys()].map((name) => `${name}:`)];
const operators = decorators.flatMap((one) =>
  decorators.flatMap((other) => [...operatorCatalogue.keys()].map((name) => one + other + name)),
);

/** Every way to compare a fact of a type: an operator with up to two decorators, and what it wants on its right. */
function comparisonsOf(type: ValueType): readonly (readonly [operator: string, right: Operand])[] {
  return operators.flatMap((name) => {
    const known = signaturesOf(name);
    if (!('signatures' in known)) return [];
    return known.signatures
      .filter(({ left }) => sameOperand(left, operandOf(type)))
      .map(({ right }): readonly [string, Operand] => [name, right]);
  });
}

function rightOf(operand: Operand): fc.Arbitrary<unknown> {
  const facts = Object.entries(types).filter(([, type]) => sameOperand(operandOf(type), operand));
  const [first, ...more] = facts.map(([fact]) => ({ fact }));
  if (first === undefined) return valueOf(operand);
  return fc.oneof({ weight: 3, arbitrary: valueOf(operand) }, fc.constantFrom(first, ...more));
}

/** One sound comparison. */
export const typedComparison: fc.Arbitrary<Written> = fc
  .constantFrom(...Object.entries(types))
  .chain(([fact, type]) =>
    fc
      .constantFrom(...comparisonsOf(type))
      .chain(([operator, right]) => rightOf(right).map((value): Written => ({ fact, operator, value }))),
  );
