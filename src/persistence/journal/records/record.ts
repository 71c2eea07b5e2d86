import type { BlocklistPair } from '../../../moderation/model/callback.js';
import type { DegradedReason, JudgingEnd, ShadowMatch } from '../../../moderation/model/decision.js';
import type { Problem } from '../../../moderation/model/problem.js';
import type { StateEvent } from '../../../moderation/state/state.js';

/** A state event without what its record says already. Trailing members are absent where they are `null`. */
export type EventEntry = readonly [
  item: number,
  kind: StateEvent['kind'],
  toAccount: string,
  detail?: string | null,
  /** Left out where it is the record's. */
  fromAccount?: string | null,
  expiresAt?: number,
];

interface Received {
  /** UUIDv7. */
  readonly id: string;
  readonly appId: string;
  /** Milliseconds since the epoch: the time of receipt. */
  readonly at: number;
}

interface Delivered extends Received {
  readonly fingerprint: string;
  readonly platform: string | null;
  readonly clientAddress: string | null;
  readonly requestId: string | null;
  readonly duplicateOf: string | null;
}

/** A decision's columns and events. Its four large parts follow as JSON text, each on a line of its own. */
export interface DecisionHead extends Delivered {
  readonly kind: 'decision';
  readonly fromAccount: string;
  readonly requesterAccount: string;
  readonly eventTime: number | null;
  readonly ruleSetNumber: number | null;
  readonly ruleSetHash: string;
  /** Absent in older records. */
  readonly readingTable?: string;
  /** Absent in records of before there were controls: then `controlRevision` is 0 or 1. */
  readonly controlHash?: string;
  readonly controlRevision: number | null;
  readonly engineVersion: string;
  readonly items: number;
  readonly judged: number;
  /** Absent in older records. */
  readonly ended?: JudgingEnd;
  readonly denied: number;
  /** Each reason once. */
  readonly degraded: readonly DegradedReason[];
  /** Microseconds. */
  readonly gathering: number;
  readonly judging: number;
  readonly events: readonly EventEntry[];
}

export interface DecisionRecord {
  readonly head: DecisionHead;
  /** JSON text of `StoredPacket`. */
  readonly packet: string;
  /** JSON text that `jsonb` takes: strings in it are escaped (see escape-text.ts). */
  readonly verdicts: string;
  readonly effects: string;
  /** JSON text: per judged item an array in the order of the rule set's reading table. */
  readonly readings: string;
}

export interface DeletionHead extends Delivered {
  readonly kind: 'deletion';
  readonly pairs: readonly BlocklistPair[];
  readonly problems: readonly Problem[];
}

/** Matches of shadow rules for a decision. */
export interface ShadowHead extends Received {
  readonly kind: 'shadow';
  readonly matches: readonly ShadowMatch[];
}

export type JournalHead = DecisionHead | DeletionHead | ShadowHead;

/** A record of the journal. It holds everything that is written to the database. */
export type JournalRecord =
  | ({ readonly kind: 'decision' } & DecisionRecord)
  | { readonly kind: 'deletion'; readonly head: DeletionHead }
  | { readonly kind: 'shadow'; readonly head: ShadowHead };
