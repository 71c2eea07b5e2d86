import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { labelsInForce } from '../../../src/moderation/state/label-precedence.js';
import type { RateSpec, State, StateEvent } from '../../../src/moderation/state/state.js';
import { anEvent } from './an-event.js';
import { aGathering, APP, NOW, readingsOf } from './gatherings.js';
import { labelPrecedenceCases } from './label-precedence-cases.js';

/** Applies both changes of a case in either order, then reads the label as time passes. */
export function labelContract(
  start: (rates: readonly RateSpec[], past?: readonly StateEvent[], now?: number) => Promise<State>,
): void {
  const labelOf = async (state: State, account: string, at: number) => {
    const source = `${account} ${at} ${Math.random()}`;
    const events = [anEvent({ source, at, fromAccount: account })];
    const gathered = await state.gather(
      aGathering({ source, at, events, questions: [{ kind: 'labels', of: 'from' }] }),
    );
    return readingsOf(gathered)[0]?.[0];
  };

  it.each(labelPrecedenceCases)('counts, of two changes of a label, $it', async ({ winner, loser }) => {
    for (const changes of [
      [winner, loser],
      [loser, winner],
    ]) {
      const state = await start([], [], NOW);
      for (const change of changes)
        state.applyLabelChange({ appId: APP, account: 'ann', label: 'x', ...change });
      // Changes are applied in their order, so this one is there last.
      state.applyLabelChange({
        appId: APP,
        account: 'last',
        label: 'x',
        at: NOW,
        expiresAt: null,
        cleared: false,
      });
      while (JSON.stringify(await labelOf(state, 'last', NOW)) !== '["x"]') await pause(5);
      for (const at of [NOW + 2, NOW + 15, NOW + 25]) {
        expect(await labelOf(state, 'ann', at)).toEqual(labelsInForce([['x', winner]], at));
      }
    }
  });
}
