import canonicalize from 'canonicalize';
import type { FactRef } from '../../conditions/condition.js';
import { readingKeyOf, type Comparison } from '../../conditions/evaluator.js';

/** Equal for comparisons with the same operand: a reading, or a path into it. A comparison of two facts is an operand of its own. */
export function operandKeyOf({ left, operator, right }: Comparison): string {
  const key = refKeyOf(left);
  return right.kind === 'value' ? key : JSON.stringify([key, operator, refKeyOf(right.ref)]);
}

/** Equal for comparisons of an operand that always have the same result. */
export function predicateKeyOf({ operator, right }: Comparison): string {
  return right.kind === 'value' ? operator + (canonicalize(right.value) ?? '') : operator;
}

function refKeyOf(ref: FactRef): string {
  return JSON.stringify([readingKeyOf(ref), ref.path]);
}
