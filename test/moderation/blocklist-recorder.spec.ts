import { describe, expect, it } from '@jest/globals';
import { EnvelopeWriter } from '../../src/callbacks/envelope-writer.js';
import { BlocklistRecorder } from '../../src/moderation/blocklist-recorder.js';
import { MemoryState } from '../../src/persistence/state/memory/memory-state.js';
import { MemoryDecisionLog } from '../support/moderation/ports.js';
import { aDeletion } from '../support/persistence/records.js';
import { quiet } from '../support/quiet.js';
import { ListedHistory } from '../support/state/listed-history.js';

const deadlineMs = 60;

/** A disk that answers when the test lets it. */
class StalledLog extends MemoryDecisionLog {
  private readonly waiting: (() => void)[] = [];

  override async recordDeletion(...deletion: Parameters<MemoryDecisionLog['recordDeletion']>): Promise<void> {
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    await super.recordDeletion(...deletion);
  }

  async letGo(): Promise<void> {
    for (const resolve of this.waiting.splice(0)) resolve();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function aRecorder() {
  const { clock } = quiet;
  const decisionLog = new StalledLog();
  const state = new MemoryState({ history: new ListedHistory(), clock, counterMemoryBytes: 2 ** 20 });
  const recorder = new BlocklistRecorder(
    { state, decisionLog, replyWriter: new EnvelopeWriter(), clock },
    { deadlineMs },
  );
  const record = (deletion = aDeletion()) => recorder.record(deletion, clock.micros());
  return { decisionLog, record };
}

describe('the blocklist recorder before a disk that stalls', () => {
  it('answers FAIL at the deadline', async () => {
    const { record } = aRecorder();
    const began = performance.now();
    const { outcome, body } = await record();
    expect(performance.now() - began).toBeGreaterThan(deadlineMs / 2);
    expect([outcome, JSON.parse(body)]).toMatchObject(['failed', { ActionStatus: 'FAIL' }]);
  });

  /**
   * @fault disk: a deletion becomes durable after it was answered FAIL, and is sent again
   * @effect It is taken for a copy, and counts once.
   */
  it('counts a deletion once that becomes durable later, and is sent again', async () => {
    const { decisionLog, record } = aRecorder();
    const deletion = aDeletion();
    expect(await record(deletion)).toMatchObject({ outcome: 'failed' });
    await decisionLog.letGo();
    const again = record({ ...deletion, id: aDeletion().id });
    await new Promise((resolve) => setTimeout(resolve, deadlineMs / 4));
    await decisionLog.letGo();
    expect(await again).toMatchObject({ outcome: 'copy' });
    expect(decisionLog.deletions.map(({ duplicateOf }) => duplicateOf)).toEqual([null, deletion.id]);
  });

  it('takes it for new when it is sent again after the disk refused it', async () => {
    const { decisionLog, record } = aRecorder();
    const deletion = aDeletion();
    expect(await record(deletion)).toMatchObject({ outcome: 'failed' });
    decisionLog.full = true;
    await decisionLog.letGo();
    decisionLog.full = false;
    const again = record({ ...deletion, id: aDeletion().id });
    await new Promise((resolve) => setTimeout(resolve, deadlineMs / 4));
    await decisionLog.letGo();
    expect(await again).toMatchObject({ outcome: 'recorded' });
    expect(decisionLog.deletions).toHaveLength(1);
  });
});
