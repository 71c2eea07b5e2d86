import { actionKindOf, type FriendResponseCallback } from '../model/callback.js';
import { MAX_JUDGED_ITEMS, type Decision } from '../model/decision.js';
import type { StateEvent } from './state.js';

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
