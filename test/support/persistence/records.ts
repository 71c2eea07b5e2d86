import { v7 } from 'uuid';
import type { BlocklistDeletionCallback } from '../../../src/moderation/model/callback.js';
import { controlHashOf, initialControlState } from '../../../src/moderation/model/control-state.js';
import type { Decision } from '../../../src/moderation/model/decision.js';
import { aCallback } from '../moderation/builders.js';

/** A decision on one agreement that passed, received now. Its id is its own. */
export function aDecision(with_: Partial<Decision> = {}): Decision {
  const callback = with_.callback ?? aCallback({ id: v7(), receivedAt: Date.now() });
  return {
    callback,
    duplicateOf: null,
    ruleSet: { number: 1, hash: 'a'.repeat(64) },
    readingTable: 'b'.repeat(64),
    controlRevision: 1,
    controlHash: controlHashOf(initialControlState('deny')),
    verdicts: callback.items.map(() => ({ code: 0, rule: null, matched: [], degraded: null })),
    effects: [],
    readings: [],
    judged: 0,
    ended: 'complete',
    durations: { gathering: 100, judging: 50 },
    ...with_,
  };
}

/** One account was taken off a blocklist, just now. */
export function aDeletion(with_: Partial<BlocklistDeletionCallback> = {}): BlocklistDeletionCallback {
  const { id, appId, receivedAt, fingerprint, platform, clientAddress, requestId, query } = aCallback({
    id: v7(),
    receivedAt: Date.now(),
  });
  const delivery = { id, appId, receivedAt, fingerprint, platform, clientAddress, requestId, query };
  return { ...delivery, problems: [], pairs: [{ fromAccount: 'blocker', toAccount: 'blocked' }], ...with_ };
}

/** The reading table of a rule set that reads nothing. */
export const noReadings = { hash: 'b'.repeat(64), content: [] };
