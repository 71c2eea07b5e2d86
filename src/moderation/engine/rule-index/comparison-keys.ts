import canonicalize from 'canonicalize';
import type { FactRef } from '../../conditions/condition.js';
import { readingKeyOf, type Comparison } from '../../conditions/evaluator.js';

/** The same text for comparisons of the same reading. A comparison of two facts has a column to itself. */
export function operandKeyOf({ left, operator, right }: Comparison): string {
  const key = refKeyOf(left);
  return right.kind === 'value' ? key : JSON.stringify([key, operator, refKeyOf(right.ref)]);
}

/** The same text for comparisons of a column that come out the same. */
export function predicateKeyOf({ operator, right }: Comparison): string {
  return right.kind === 'value' ? operator + (canonicalize(right.value) ?? '') : operator;
}

function refKeyOf(ref: FactRef): string {
  return JSON.stringify([readingKeyOf(ref), ref.path]);
}
