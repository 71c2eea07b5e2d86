import type { FriendResponseCallback } from './callback.js';
import { attemptsOf } from './decision.js';
import type { ItemView } from './fact.js';
import { Unknown, type Reading, type UnknownReason } from './reading.js';
import { startingWeights } from './reputation.js';
import type { ReadingSlot, RuleSet } from './rule-set.js';
import type { Gathering, Question } from './state.js';

function questionOf(slot: ReadingSlot, view: ItemView): Question | null {
  switch (slot.fact.source.kind) {
    case 'packet':
      return null;
    case 'rate':
      return slot.rate === null ? null : { kind: 'rate', rate: slot.rate };
    case 'state':
      return slot.fact.source.question(view, slot.params);
  }
}

/** All that a rule set wants to know of the state about a callback: one round trip. */
export function gatheringOf(callback: FriendResponseCallback, ruleSet: RuleSet | null): Gathering {
  const table = ruleSet?.table.filter((slot) => slot.fact.source.kind !== 'packet') ?? [];
  return {
    appId: callback.appId,
    source: callback.id,
    fingerprint: callback.fingerprint,
    at: callback.receivedAt,
    rates: ruleSet?.rates ?? [],
    reputation: ruleSet?.reputation ?? startingWeights,
    items: attemptsOf(callback).map((event) => {
      const response = callback.items[event.item];
      if (ruleSet === null || response?.kind !== 'response') return { event, questions: [] };
      const view: ItemView = { callback, response, lists: ruleSet.lists };
      return {
        event,
        questions: table.map((slot) => questionOf(slot, view)).filter((question) => question !== null),
      };
    }),
  };
}

function readPacket(slot: ReadingSlot, view: ItemView): Reading {
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
 */
export function rowOf(
  ruleSet: RuleSet,
  view: ItemView,
  gathered: readonly Reading[] | UnknownReason,
): Reading[] {
  let next = 0;
  return ruleSet.table.map((slot) => {
    if (slot.fact.source.kind === 'packet') return readPacket(slot, view);
    if (typeof gathered === 'string') return Unknown.because(gathered);
    const reading = gathered[next++];
    // `null` is a reading: an address that the packet lacks, a pair that was never unblocked.
    return reading === undefined ? Unknown.because('failed') : reading;
  });
}
