import type { Reading } from '../model/reading.js';
import type { Dimension, Question, RateKind } from '../model/question.js';
import type { ReputationWeights } from './reputation.js';

/** One kind of counter: the last `withinMs` of `of`, kept apart by `by`. */
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
 * agree nor reject. `(source, item, kind)` names it: applying it twice changes nothing.
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

/** A label that staff set or cleared. Of all changes of an account's label the latest counts; at one moment the clearing one. */
export interface LabelChange {
  readonly appId: string;
  readonly account: string;
  readonly label: string;
  /** Milliseconds. */
  readonly at: number;
  /** Milliseconds: when it ends; `null`: not before it is cleared. */
  readonly expiresAt: number | null;
  readonly cleared: boolean;
}

/** What one callback brings to the state, and what it wants to know: one atomic round trip. */
export interface Gathering {
  readonly appId: string;
  readonly source: string;
  /** Of app, command and body: copies have the same one, and nothing else has. */
  readonly fingerprint: string;
  /** Milliseconds: the time of receipt. */
  readonly at: number;
  readonly rates: readonly RateSpec[];
  readonly reputation: ReputationWeights;
  /** One an item, in the order of the packet. An item's own is counted before questions are read for it, later ones are not. */
  readonly events: readonly StateEvent[];
  /** What is read for each of them. */
  readonly questions: readonly Question[];
}

/** A packet seen for the first time, with a reading per event and question; or a copy of one seen within the last 60 s. */
export type Gathered =
  | { readonly kind: 'first'; readonly readings: readonly (readonly Reading[])[] }
  /** `answer` is the first one's body, once there is one; `null` when the first one came to nothing: gather again. */
  | { readonly kind: 'copy'; readonly of: string; readonly answer: Promise<string | null> };

/** How a callback ended, for those who come after it. */
export interface Settlement {
  readonly appId: string;
  readonly source: string;
  readonly fingerprint: string;
  /** The body that was sent, for copies; `null`: it came to nothing, so that a repetition is to be taken as new. */
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

/** How a state is, for health. */
export interface StateReport {
  /** `memory`: of one process; `redis`: shared by replicas. */
  readonly kind: 'memory' | 'redis';
  /** Live keys given up for want of memory, since the start. */
  readonly evictions: number;
  /** What it takes of this process's memory. */
  readonly bytes: number;
  /** Readings that reach back further than what is recovered are unknown. */
  readonly rebuilding: boolean;
  /** What is wrong, in the present tense; empty when nothing is. */
  readonly degraded: readonly string[];
}

/** Counters, reputations, labels and recent packets. Readings are exact or `Unknown`; nothing here throws or rejects. */
export abstract class State {
  /** Makes ready for a rule set: counters that are new begin to be kept, and are rebuilt from what is recorded. */
  abstract prepare(appId: string, rates: readonly RateSpec[]): void;

  /** Recognises copies, counts the packet's events and reads what is asked, in one atomic step. */
  abstract gather(gathering: Gathering): Gathered | Promise<Gathered>;

  /** Hands in the answer and what the verdicts made happen. */
  abstract settle(settlement: Settlement): void;

  /** Takes answers that were sent before a restart, so that their copies are known. */
  abstract restoreResponses(answers: readonly RestoredResponse[]): void;

  /** Takes a change of a label that staff made. Handing it in again changes nothing. */
  abstract applyLabelChange(change: LabelChange): void;

  /** What was prepared is all there is for now: what the last process left can come back. */
  startRecovery(): void {}

  /** How it is, from memory: it waits for nothing. */
  abstract report(): StateReport;

  /** Ends what runs in the background, and keeps what a next start can use. Nothing is asked of it any more. */
  abstract stop(): Promise<void>;
}
