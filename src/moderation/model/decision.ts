import type { FriendResponseCallback } from './callback.js';
import type { Reading } from './reading.js';

/** The reason for which a verdict might have been another one with everything known. */
export type DegradedReason =
  | 'unknown' // a reading that a rule needed was unknown, and it mattered
  | 'deadline' // no time was left to judge it
  | 'oversized' // beyond the first 1,000 items
  | 'malformed' // it could not be read
  | 'failed'; // something inside failed

/** Allow or deny for one friend response. */
export interface Verdict {
  /** 0 lets it pass; 38000 to 39000 denies it. */
  readonly code: number;
  /** The rule that decided; `null` when none matched or the verdict is by `ON_FAILURE`. */
  readonly rule: string | null;
  /** The version of that rule: see `CompiledRule.version`. Absent where no rule decided. */
  readonly ruleVersion?: string;
  /** Every live rule that matched, in the order in which they are tried, then those that are not terminal. */
  readonly matched: readonly string[];
  readonly degraded: DegradedReason | null;
}

/** An effect of a live `flag` or `label` rule; applied after the answer. */
export type Effect =
  | { readonly type: 'flag'; readonly item: number; readonly rule: string; readonly account: string }
  | {
      readonly type: 'label';
      readonly item: number;
      readonly rule: string;
      readonly account: string;
      readonly label: string;
      /** Milliseconds: when it ends; `null`: not before it is cleared. */
      readonly expiresAt: number | null;
    };

/** Why judging ended. */
export type JudgingEnd =
  | 'complete' // every item that may be judged was judged
  | 'deadline' // no time was left
  | 'overload' // the event loop was too late to begin
  | 'failure' // judging threw
  | 'no-rule-set' // no rule set was loaded
  | 'unreadable' // the packet as a whole could not be read
  | 'copy'; // the first one's decision has the verdicts

/** The record of one callback: the packet, the readings, the verdicts, and the rule set that gave them. */
export interface Decision {
  readonly callback: FriendResponseCallback;
  /** Set when the packet is a copy: the id of the first one's decision, which holds the verdicts. Then nothing was judged here. */
  readonly duplicateOf: string | null;
  readonly ruleSet: { readonly number: number | null; readonly hash: string };
  /** Hash of the reading table that `readings` follow; empty without a rule set. */
  readonly readingTable: string;
  /** The database's number of the control state; `null` while it has none. */
  readonly controlRevision: number | null;
  /** The control state: see `controlHashOf`. */
  readonly controlHash: string;
  /** One per element of the packet; none in a copy. */
  readonly verdicts: readonly Verdict[];
  readonly effects: readonly Effect[];
  /** Per judged item, in the order of the rule set's reading table. Items that were not judged have none. */
  readonly readings: readonly (readonly Reading[])[];
  /** How many items were judged. */
  readonly judged: number;
  readonly ended: JudgingEnd;
  /** Microseconds. */
  readonly durations: { readonly gathering: number; readonly judging: number };
}

/** A match of a rule in shadow, which changes no verdict. */
export interface ShadowMatch {
  readonly item: number;
  readonly rule: string;
  readonly outcome: 'deny' | 'allow' | 'flag' | 'label';
  /** The code it would have denied with. */
  readonly code: number | null;
}

/** The verdict on an item that no known rule decides. */
export type OnFailure = 'allow' | 'deny';

/** How many items of a packet are judged and counted; the rest go by `ON_FAILURE`. */
export const MAX_JUDGED_ITEMS = 1_000;

/** How many items of a packet are answered at all: the platform sends 1,000 at most. */
export const MAX_ANSWERED_ITEMS = 20_000;
