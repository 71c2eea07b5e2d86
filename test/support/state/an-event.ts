import type { StateEvent } from '../../../src/moderation/state/state.js';

/** An agreement of `from` to `to`, or whatever the test says. */
export function anEvent(changes: Partial<StateEvent> = {}): StateEvent {
  const fromAccount = changes.fromAccount ?? 'from';
  return {
    appId: '1400000000',
    at: 1_800_000_000_000,
    source: 'source',
    item: 0,
    kind: 'agree',
    requesterAccount: fromAccount,
    toAccount: 'to',
    clientAddress: null,
    detail: null,
    expiresAt: null,
    ...changes,
    fromAccount,
  };
}
