import { actionKindOf, type FriendResponseCallback } from './callback.js';
import type { Reading } from './reading.js';
import type { StateEvent } from '../state/state.js';

/** Why an item was not decided by what is known alone. */
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
  /** Every live rule that matched, in the order of deciding, then those that do not end the matter. */
  readonly matched: readonly string[];
  readonly degraded: DegradedReason | null;
}

/** What a live `flag` or `label` rule asks for; applied after the answer. */
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

/** The record of one callback: what came, what was read, what was answered, and by what. */
export interface Decision {
  readonly callback: FriendResponseCallback;
  /** Set when the packet is a copy: the id of the first one's decision, which holds the verdicts. Then nothing was judged here. */
  readonly duplicateOf: string | null;
  readonly ruleSet: { readonly number: number | null; readonly hash: string };
  /** Numbered state of what changes verdicts outside the rule set. */
  readonly controlRevision: number;
  /** One per element of the packet; none in a copy. */
  readonly verdicts: readonly Verdict[];
  readonly effects: readonly Effect[];
  /** Per judged item, in the order of the rule set's reading table. Items that were not judged have none. */
  readonly readings: readonly (readonly Reading[])[];
  /** How many items were judged. */
  readonly judged: number;
  /** Microseconds. */
  readonly durations: { readonly gathering: number; readonly judging: number };
}

/** A shadow rule that matched: it had no say. */
export interface ShadowMatch {
  readonly item: number;
  readonly rule: string;
  readonly outcome: 'deny' | 'allow' | 'flag' | 'label';
  /** The code it would have denied with. */
  readonly code: number | null;
}

/** What an unknown outcome becomes when nothing known decides. */
export type OnFailure = 'allow' | 'deny';

/** How many items of a packet are judged and counted; the rest go by `ON_FAILURE`. */
export const MAX_JUDGED_ITEMS = 1_000;

/** The attempts of a packet, for the state: one event per readable item among the first 1,000. */
export function attemptEventsOf(callback: FriendResponseCallback): StateEvent[] {
  if (callback.problems.length > 0) return [];
  const events: StateEvent[] = [];
  // Counted by hand, here and below, since they run for each packet: iterators of entries make an array for each item.
  for (let item = 0; item < callback.items.length && item < MAX_JUDGED_ITEMS; item += 1) {
    const response = callback.items[item];
    if (response?.kind !== 'response') continue;
    const { fromAccount } = callback;
    const kind = actionKindOf(response.action) ?? 'response';
    events.push(eventOf(callback, item, { kind, fromAccount, detail: null, expiresAt: null }));
  }
  return events;
}

/** The events that verdicts and effects are for the state: denials, flags, labels. */
export function outcomeEventsOf(decision: Pick<Decision, 'callback' | 'verdicts' | 'effects'>): StateEvent[] {
  const { callback, verdicts, effects } = decision;
  const events: StateEvent[] = [];
  for (let item = 0; item < verdicts.length; item += 1) {
    const verdict = verdicts[item];
    if (verdict === undefined || verdict.rule === null || verdict.code === 0) continue;
    if (callback.items[item]?.kind !== 'response') continue;
    const { fromAccount } = callback;
    events.push(
      eventOf(callback, item, { kind: 'deny', fromAccount, detail: verdict.rule, expiresAt: null }),
    );
  }
  for (const effect of effects) {
    if (callback.items[effect.item]?.kind !== 'response') continue;
    const kind = effect.type;
    const detail = effect.type === 'flag' ? effect.rule : effect.label;
    const expiresAt = effect.type === 'label' ? effect.expiresAt : null;
    events.push(eventOf(callback, effect.item, { kind, fromAccount: effect.account, detail, expiresAt }));
  }
  return events;
}

function eventOf(
  callback: FriendResponseCallback,
  item: number,
  { kind, fromAccount, detail, expiresAt }: Pick<StateEvent, 'kind' | 'fromAccount' | 'detail' | 'expiresAt'>,
): StateEvent {
  return {
    appId: callback.appId,
    at: callback.receivedAt,
    source: callback.id,
    item,
    kind,
    fromAccount,
    requesterAccount: callback.requesterAccount,
    toAccount: callback.items[item]?.toAccount ?? '',
    clientAddress: callback.clientAddress,
    detail,
    expiresAt,
  };
}
