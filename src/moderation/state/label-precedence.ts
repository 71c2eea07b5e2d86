import type { LabelChange } from './state.js';

/** The part of a change that decides whether it counts. */
export type LabelState = Pick<LabelChange, 'at' | 'expiresAt' | 'cleared'>;

/**
 * Whether a change of an account's label counts instead of another: the later one does; at one moment the clearing one, then
 * the one that ends later. The scripts in Redis and the queries on `label_change` decide alike, by the same table of cases.
 */
export function replacesLabel(change: LabelState, other: LabelState): boolean {
  if (change.at !== other.at) return change.at > other.at;
  if (change.cleared !== other.cleared) return change.cleared;
  return (change.expiresAt ?? Number.POSITIVE_INFINITY) > (other.expiresAt ?? Number.POSITIVE_INFINITY);
}

/** The names of the labels in force at a moment, by code point. */
export function labelsInForce(
  labels: Iterable<readonly [name: string, state: Pick<LabelState, 'expiresAt' | 'cleared'>]>,
  now: number,
): readonly string[] {
  const names: string[] = [];
  for (const [name, { cleared, expiresAt }] of labels) {
    if (!cleared && (expiresAt === null || now < expiresAt)) names.push(name);
  }
  return names.sort(byCodePoint);
}

/** UTF-8 sorts by code point; UTF-16 does not. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
