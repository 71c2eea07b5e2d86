import { describe, expect, it } from '@jest/globals';
import { TestClock } from '../../../../test/support/moderation/ports.js';
import { ListedHistory } from '../../../../test/support/state/listed-history.js';
import { openMemoryState } from './open-memory-state.js';

describe('the memory of the counters', () => {
  const open = (counterMemoryBytes: number) =>
    openMemoryState({ history: new ListedHistory(), clock: new TestClock(), counterMemoryBytes });

  it('is reserved as a whole', async () => {
    const state = open(2 ** 20);
    expect(state.report().bytes).toBe(0);
    await state.stop();
  });

  /**
   * @fault settings: COUNTER_MEMORY is more than the machine has
   * @effect The service does not start, and says how much the machine has.
   */
  it('that no machine has is refused in words', () => {
    expect(() => open(2 ** 50)).toThrow(
      /^COUNTER_MEMORY 1073741824mb cannot be reserved: this machine has \d+mb in all\. Set it to less, or leave it out \(256mb\)$/,
    );
  });
});
