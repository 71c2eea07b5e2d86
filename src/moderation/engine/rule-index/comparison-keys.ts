import canonicalize from 'canonicalize';
import type { FactRef } from '../../conditions/condition.js';
import { keyOf, type Comparison } from '../../conditions/evaluator.js';

/** The same text for comparisons of the same reading. A comparison of two facts has a column to itself. */
export function columnKeyOf({ left, operator, right }: Comparison): string {
  const key = refKeyOf(left);
  return right.kind === 'value' ? key : JSON.stringify([key, operator, refKeyOf(right.ref)]);
}

/** The same text for comparisons of a column that come out the same. */
export function testKeyOf({ operator, right }: Comparison): string {
  return right.kind === 'value' ? operator + (canonicalize(right.value) ?? '') : operator;
}

function refKeyOf(ref: FactRef): string {
  return JSON.stringify([keyOf(ref), ref.path]);
}
