import type { FactRef } from '../conditions/condition.js';
import type { Comparison } from '../conditions/evaluator.js';
import type { Explanation } from '../conditions/explanation.js';
import { Unknown, type Reading, type Truth } from '../model/reading.js';

/**
 * The comparisons that decided a condition, for staff: `rate {"of":"agree"} greaterThan 20 is no: it is 5`.
 * @param read the reading of a fact
 */
export function reasonsIn(explanation: Explanation, read: (ref: FactRef) => Reading): readonly string[] {
  const { condition, truth, parts } = explanation;
  if (condition.kind === 'compare') return [comparisonReasonOf(condition, truth, read)];
  // One part decides `all` (no) and `any` (yes); else all parts were needed.
  const decided = condition.kind === 'all' ? truth !== 'yes' : condition.kind === 'any' && truth !== 'no';
  return parts.filter((part) => !decided || part.truth === truth).flatMap((part) => reasonsIn(part, read));
}

function comparisonReasonOf(
  { left, operator, right }: Comparison,
  truth: Truth,
  read: (ref: FactRef) => Reading,
): string {
  const other =
    right.kind === 'value'
      ? JSON.stringify(right.value)
      : `${refInWords(right.ref)}, ${readingInWords(read(right.ref))}`;
  return `${refInWords(left)} ${operator} ${other} is ${truth}: it is ${readingInWords(read(left))}`;
}

function refInWords({ fact, params, path }: FactRef): string {
  return [fact, params === null ? '' : JSON.stringify(params), path ?? '']
    .filter((part) => part !== '')
    .join(' ');
}

function readingInWords(reading: Reading): string {
  return reading instanceof Unknown ? `unknown (${reading.reason})` : JSON.stringify(reading);
}
