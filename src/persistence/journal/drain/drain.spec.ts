import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { quiet } from '../../../../test/support/quiet.js';
import { aDecision } from '../../../../test/support/persistence/records.js';
import { aFolder } from '../../../../test/support/temporary-folder.js';
import { Drain } from './drain.js';
import { JournalDecisionLog } from '../journal-decision-log.js';
import { Journal } from '../journal.js';
import { RecordSink } from './record-sink.js';
import { RecordWriter } from './record-writer.js';
import { decodeHead } from '../records/decode-record.js';
import { RejectsFile } from './rejects-file.js';

/** Keeps the ids of what it is given, a list a transaction. */
class ListedSink extends RecordSink {
  readonly transactions: string[][] = [];

  override async write(records: readonly Buffer[]): Promise<void> {
    this.transactions.push(records.map((record) => decodeHead(record).id));
  }

  override async reject(): Promise<void> {}

  override isPermanentError(): boolean {
    return false;
  }
}

describe('the drain of the journal', () => {
  let folder: Awaited<ReturnType<typeof aFolder>>;
  let sink: ListedSink;
  let drain: Drain;
  let log: JournalDecisionLog;

  beforeEach(async () => {
    folder = await aFolder();
    sink = new ListedSink();
    const journal = await Journal.open(folder.path, quiet);
    drain = new Drain(journal, new RecordWriter(sink, new RejectsFile(folder.path), quiet.log), quiet.log);
    log = new JournalDecisionLog(journal, quiet.log, 'test');
  });
  afterEach(async () => {
    await log.close();
    await drain.stop(0);
    await folder.remove();
  });

  async function decided(): Promise<string> {
    const decision = aDecision();
    await log.recordDecision(decision);
    return decision.callback.id;
  }

  it('writes records that come one after the other in few transactions, in their order', async () => {
    drain.start();
    const ids: string[] = [];
    for (let i = 0; i < 60; i += 1) {
      ids.push(await decided());
      await pause(5);
    }
    await drain.whenDrained();
    expect(sink.transactions.flat()).toEqual(ids);
    expect(sink.transactions.length).toBeLessThan(20);
  });

  it('does not wait for a larger batch when a caller waits for the records that are there', async () => {
    drain.start();
    const begun = performance.now();
    for (let i = 0; i < 20; i += 1) {
      const id = await decided();
      await drain.whenDrained();
      expect(sink.transactions.at(-1)).toEqual([id]);
    }
    expect(performance.now() - begun).toBeLessThan(20 * 90);
  });

  it('goes on at once while there is more than one batch', async () => {
    const ids = await Promise.all(Array.from({ length: 3_000 }, decided));
    drain.start();
    const begun = performance.now();
    while (sink.transactions.flat().length < ids.length) await pause(5);
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(sink.transactions.flat()).toEqual(ids);
    expect(sink.transactions.length).toBeGreaterThanOrEqual(15);
  });
});
