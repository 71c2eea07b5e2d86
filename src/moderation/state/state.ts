import type { Reading } from '../model/reading.js';
import type { Dimension, Question, RateKind } from '../model/question.js';
import type { ReputationWeights } from './component-weights.js';

/** One kind of counter: the events `of` a kind within the last `withinMs`, one count for each value of `by`. */
export interface RateSpec {
  readonly of: RateKind;
  /** In the order of `dimensions`, without repeats, at least one. */
  readonly by: readonly Dimension[];
  /** Count different values of this dimension instead of events. */
  readonly distinct: Dimension | null;
  /** Window in milliseconds: (now − withinMs, now]. */
  readonly withinMs: number;
  /** The reading stops here: "this many or more". One above the largest threshold that any rule compares with. */
  readonly saturateAt: number;
}

/**
 * Something that happened to accounts, from which state can be rebuilt. `response` is an attempt whose action is neither
 * agree nor reject. `(source, item, kind)` identifies it: applying it twice changes nothing.
 */
export interface StateEvent {
  readonly appId: string;
  /** Milliseconds: the time of receipt of its callback. */
  readonly at: number;
  /** Id of the decision or of the blocklist deletion. */
  readonly source: string;
  /** Index of the item in its packet. */
  readonly item: number;
  readonly kind: 'response' | 'agree' | 'reject' | 'deny' | 'flag' | 'label' | 'unblock';
  readonly fromAccount: string;
  readonly requesterAccount: string;
  readonly toAccount: string;
  readonly clientAddress: string | null;
  /** The rule, for `deny` and `flag`; the label, for `label`, whose account is `fromAccount`. */
  readonly detail: string | null;
  /** Milliseconds: when a `label` ends; `null` when it stands until it is cleared, and for all others. */
  readonly expiresAt: number | null;
}

/** A change of an account's label, by staff or by a rule. `replacesLabel` says which of two changes counts. */
export interface LabelChange {
  readonly appId: string;
  readonly account: string;
  readonly label: string;
  /** Milliseconds. */
  readonly at: number;
  /** Milliseconds: when it ends; `null`: it stands until it is cleared. */
  readonly expiresAt: number | null;
  readonly cleared: boolean;
}

/** The events and questions of one callback: one atomic round trip to the state. */
export interface Gathering {
  readonly appId: string;
  readonly source: string;
  /** A digest of app, command and body: copies have the same one, and no other callback has it. */
  readonly fingerprint: string;
  /** Milliseconds: the time of receipt. */
  readonly at: number;
  readonly rates: readonly RateSpec[];
  readonly reputation: ReputationWeights;
  /** One event an item, in the order of the packet. The questions of an item see its own event and the earlier ones, not the later ones. */
  readonly events: readonly StateEvent[];
  /** Asked once for each event. */
  readonly questions: readonly Question[];
}

/** A packet seen for the first time, with a reading per event and question; or a copy of one seen within the last 60 s. */
export type Gathered =
  | { readonly kind: 'first'; readonly readings: readonly (readonly Reading[])[] }
  /** `answer` resolves to the body that the first one got; to `null` when the first one failed: gather again. */
  | { readonly kind: 'copy'; readonly of: string; readonly answer: Promise<string | null> };

/** How a callback ended, for its copies and for later callbacks. */
export interface Settlement {
  readonly appId: string;
  readonly source: string;
  readonly fingerprint: string;
  /** The body that was sent, for copies; `null`: the callback failed, and a repetition counts as new. */
  readonly answer: string | null;
  /** `deny`, `flag` and `label` events that the verdicts made. */
  readonly events: readonly StateEvent[];
}

/** An answer that was sent before a restart. */
export interface RestoredResponse {
  readonly appId: string;
  readonly fingerprint: string;
  readonly source: string;
  /** Milliseconds: the time of receipt. */
  readonly at: number;
  readonly answer: string;
}

/** How long a copy gets the first one's answer, in milliseconds, half-open. */
export const COPY_WINDOW_MS = 60_000;

/** The condition of a state, for health. */
export interface StateReport {
  /** `memory`: within one process; `redis`: shared by replicas. */
  readonly kind: 'memory' | 'redis';
  /** Live keys evicted to stay within memory, since the start. */
  readonly evictions: number;
  /** Bytes of this process's memory. */
  readonly bytes: number;
  /** Recovery is not complete: readings that reach back further are unknown. */
  readonly rebuilding: boolean;
  /** Problems, in the present tense. */
  readonly degraded: readonly string[];
}

/** Counters, reputations, labels and recent packets. Readings are exact or `Unknown`; nothing here throws or rejects. */
export abstract class State {
  /** Opens the counters that a rule set needs; new ones are filled from recorded events. */
  abstract prepare(appId: string, rates: readonly RateSpec[]): void;

  /** Recognises copies, counts the packet's events and answers its questions, in one atomic step. */
  abstract gather(gathering: Gathering): Gathered | Promise<Gathered>;

  /** Takes the answer of a callback, and the events that its verdicts made. */
  abstract settle(settlement: Settlement): void;

  /** Takes answers that were sent before a restart, so that their copies are known. */
  abstract restoreResponses(answers: readonly RestoredResponse[]): void;

  /** Applies a change of a label. Applying it again changes nothing. */
  abstract applyLabelChange(change: LabelChange): void;

  /** Begins to restore what the last process left. Call it once all rule sets are prepared. */
  startRecovery(): void {}

  /** Answers from memory, without waiting. */
  abstract report(): StateReport;

  /** Ends background work, and saves what the next start can use. Call nothing else afterwards. */
  abstract stop(): Promise<void>;
}
