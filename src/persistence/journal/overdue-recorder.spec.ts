import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aDecision, aDeletion } from '../../../test/support/persistence/records.js';
import { quiet } from '../../../test/support/quiet.js';
import { RecordSink } from './drain/record-sink.js';
import { AppendQueue } from './append-queue.js';
import { LIMITS } from './journal-limits.js';
import { OverdueRecorder, type UnsavedRecord } from './overdue-recorder.js';
import { decodeHead } from './records/decode-record.js';
import { encodeDecision, encodeDeletion } from './records/encode-record.js';
import { encodeFrame } from './segments/frame.js';

/** A database that keeps ids, is away while the test says so, and refuses some ids for good. */
class ListedSink extends RecordSink {
  readonly batches: string[][] = [];
  isAway = false;
  readonly refused = new Set<string>();

  override async write(records: readonly Buffer[]): Promise<void> {
    if (this.isAway) throw new Error('away');
    const ids = records.map((record) => decodeHead(record).id);
    if (ids.some((id) => this.refused.has(id))) throw new TypeError('refused');
    this.batches.push(ids);
  }

  override async reject(): Promise<void> {}

  override isPermanentError(error: unknown): boolean {
    return error instanceof TypeError;
  }
}

describe('the recorder of records that the disk does not take', () => {
  let sink: ListedSink;
  let unsaved: (UnsavedRecord & { readonly id: string; readonly sinceMs: number })[];
  let recorder: OverdueRecorder;
  let lines: string[];
  beforeEach(() => {
    sink = new ListedSink();
    unsaved = [];
    lines = [];
    const log = {
      ...quiet.log,
      debug: () => {},
      info: () => {},
      warn: (_: object, line: string) => void lines.push(line),
    };
    const waiting = (ms: number) => unsaved.filter(({ sinceMs }) => performance.now() - sinceMs >= ms);
    recorder = new OverdueRecorder(waiting, sink, { ...log, error: () => {} });
  });
  afterEach(() => recorder.stop());

  function wait(): string {
    const decision = aDecision();
    const { id } = decision.callback;
    const frame = encodeFrame(encodeDecision(decision, 'test'));
    const markStored = () => {
      unsaved = unsaved.filter((record) => record.id !== id);
    };
    unsaved.push({ id, frame, markStored, sinceMs: performance.now() });
    return id;
  }
  async function untilSaved(left: number): Promise<void> {
    while (unsaved.length > left) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  it('leaves a record to the disk for a second, and then writes it', async () => {
    const id = wait();
    const began = performance.now();
    await untilSaved(0);
    expect(performance.now() - began).toBeGreaterThan(990);
    expect(sink.batches).toEqual([[id]]);
  });

  it('writes many in batches, in their order', async () => {
    const ids = Array.from({ length: 450 }, wait);
    await untilSaved(0);
    expect(Math.max(...sink.batches.map((batch) => batch.length))).toBeLessThanOrEqual(200);
    expect(sink.batches.flat()).toEqual(ids);
  });

  it('leaves those to the drain that the database refuses, and writes the others', async () => {
    const ids = Array.from({ length: 20 }, wait);
    for (const at of [3, 11]) sink.refused.add(ids[at] ?? '');
    await untilSaved(2);
    expect(unsaved.map(({ id }) => id)).toEqual([ids[3], ids[11]]);
    expect(sink.batches.flat()).toEqual(ids.filter((id) => !sink.refused.has(id)));
  });

  it('tries again while the database is away, and says so once', async () => {
    sink.isAway = true;
    const id = wait();
    while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(lines).toHaveLength(1);
    sink.isAway = false;
    await untilSaved(0);
    expect(sink.batches).toEqual([[id]]);
  });

  it('writes what is left when it stops', async () => {
    const ids = [wait(), wait()];
    await recorder.stop();
    expect(sink.batches).toEqual([ids]);
  });
});

describe('the queue in front of a disk that stalls', () => {
  const frame = () => encodeFrame(encodeDeletion(aDeletion(), null));

  it('takes no more than fits, tells of overdue records, and counts none that the database has', async () => {
    let letGo: () => void = () => {};
    const disk = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const maxQueuedBytes = 10 * frame().length;
    const queue = new AppendQueue(() => disk, { ...LIMITS, maxQueuedBytes }, quiet);
    const taken = Array.from({ length: 10 }, (_, index) => queue.append(frame(), index !== 4));
    await expect(queue.append(frame(), true)).rejects.toThrow('too many records wait for the disk');
    expect([...queue.overdue(1_000)]).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(queue.oldestMs).toBeGreaterThan(10);
    const overdue = [...queue.overdue(10)];
    expect(overdue).toHaveLength(9);
    for (const entry of overdue.slice(0, 3)) entry.isStored = true;
    expect([...queue.overdue(10)]).toEqual(overdue.slice(3));
    letGo();
    await Promise.all(taken);
    expect([[...queue.overdue(0)], queue.oldestMs]).toEqual([[], 0]);
    await queue.append(frame(), true);
  });

  it('takes a record for kept that the database has when the disk refuses it after all', async () => {
    let refuse: (error: Error) => void = () => {};
    const disk = new Promise<void>((_, reject) => {
      refuse = reject;
    });
    const queue = new AppendQueue(() => disk, LIMITS, { ...quiet, log: { ...quiet.log, error: () => {} } });
    const kept = queue.append(frame(), true);
    const lost = queue.append(frame(), true);
    await new Promise((resolve) => setTimeout(resolve, 5));
    for (const entry of [...queue.overdue(0)].slice(0, 1)) entry.isStored = true;
    refuse(new Error('EIO'));
    await expect(kept).resolves.toBeUndefined();
    await expect(lost).rejects.toThrow('EIO');
  });
});
