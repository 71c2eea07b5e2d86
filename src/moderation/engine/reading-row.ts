import type { FriendResponseCallback } from '../model/callback.js';
import { attemptEventsOf } from '../state/decision-events.js';
import type { ItemView } from '../model/fact.js';
import { Unknown, type Reading, type UnknownReason } from '../model/reading.js';
import { defaultWeights } from '../state/reputation.js';
import type { ReadingSlot, RuleSet } from './rule-set.js';
import type { Gathering } from '../state/state.js';

/** The questions of a rule set to the state about a callback: one round trip. */
export function gatheringOf(callback: FriendResponseCallback, ruleSet: RuleSet | null): Gathering {
  return {
    appId: callback.appId,
    source: callback.id,
    fingerprint: callback.fingerprint,
    at: callback.receivedAt,
    rates: ruleSet?.rates ?? [],
    reputation: ruleSet?.reputation ?? defaultWeights,
    events: attemptEventsOf(callback),
    questions: ruleSet?.questions ?? [],
  };
}

function readPacketFact(slot: ReadingSlot, view: ItemView): Reading {
  if (slot.fact.source.kind !== 'packet') return Unknown.because('failed');
  try {
    return slot.fact.source.read(view, slot.params);
  } catch {
    return Unknown.because('failed');
  }
}

/**
 * One row of the reading table for one item.
 * @param gathered the state's readings for the item, in the order of the table; a reason when there are none
 * @param before the row of another item of the packet, for the facts that all its items share
 */
export function readingRowOf(
  ruleSet: RuleSet,
  view: ItemView,
  gathered: readonly Reading[] | UnknownReason,
  before: readonly Reading[] | null = null,
): Reading[] {
  let next = 0;
  return ruleSet.table.map((slot, at) => {
    if (slot.question === null) {
      return before !== null && slot.isCommon ? (before[at] ?? null) : readPacketFact(slot, view);
    }
    if (typeof gathered === 'string') return Unknown.because(gathered);
    const reading = gathered[next++];
    // `null` is a reading: an address that the packet lacks, a pair that was never unblocked.
    return reading === undefined ? Unknown.because('failed') : reading;
  });
}
