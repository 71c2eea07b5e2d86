import type { Truth } from '../model/reading.js';

/**
 * Kleene's three-valued `all` (decided by `no`) and `any` (decided by `yes`): unknown when no part decides and one is unknown.
 * Stops at the first part that decides.
 */
export function combineTruths<T>(
  deciding: 'yes' | 'no',
  parts: readonly T[],
  truthOf: (part: T) => Truth,
): Truth {
  let truth: Truth = deciding === 'no' ? 'yes' : 'no';
  for (const part of parts) {
    const one = truthOf(part);
    if (one === deciding) return deciding;
    if (one === 'unknown') truth = 'unknown';
  }
  return truth;
}

/** Kleene's `not`: unknown stays unknown. */
export function negateTruth(truth: Truth): Truth {
  if (truth === 'unknown') return truth;
  return truth === 'yes' ? 'no' : 'yes';
}
