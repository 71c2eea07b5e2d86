import type { LabelState } from '../../../src/moderation/state/label-precedence.js';

const T = 1_800_000_000_000;
const set = (at: number, expiresAt: number | null = null): LabelState => ({ at, expiresAt, cleared: false });
const cleared = (at: number): LabelState => ({ at, expiresAt: null, cleared: true });

/**
 * Which of two changes of one label counts. TypeScript, the queries on `label_change` and the scripts in Redis must all decide
 * like this table, whichever change comes first.
 */
export const labelPrecedenceCases: readonly {
  readonly it: string;
  readonly winner: LabelState;
  readonly loser: LabelState;
}[] = [
  { it: 'the later of two that set it', winner: set(T + 1), loser: set(T) },
  { it: 'a later set over a clearing', winner: set(T + 1), loser: cleared(T) },
  { it: 'a later clearing over a set', winner: cleared(T + 1), loser: set(T) },
  { it: 'the later one, though it ends sooner', winner: set(T + 1, T + 10), loser: set(T) },
  { it: 'at one moment the clearing', winner: cleared(T), loser: set(T) },
  { it: 'at one moment the clearing over one that ends', winner: cleared(T), loser: set(T, T + 10) },
  { it: 'at one moment the one that ends later', winner: set(T, T + 20), loser: set(T, T + 10) },
  { it: 'at one moment the one without an end', winner: set(T), loser: set(T, T + 10) },
];
