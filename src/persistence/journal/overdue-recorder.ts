import { CoalescingLoop } from '../../runtime/coalescing-loop.js';
import { describeError } from '../../runtime/describe-error.js';
import type { Log } from '../../runtime/log.js';
import { withTimeout } from '../../runtime/timeout.js';
import type { RecordSink } from './drain/record-sink.js';
import { payloadOf } from './segments/frame.js';

/** A record that the disk has not taken. */
export interface UnsavedRecord {
  readonly frame: Buffer;
  /** Called once the database has it. */
  markStored(): void;
}

const CHECK_MS = 250;
/** As long as this a record is left to the disk alone. */
const DATABASE_AFTER_MS = 1_000;
/** How long a stop waits for the database. */
const STOP_MS = 3_000;
/** Small enough to keep the event loop for a few milliseconds only. */
const BATCH = { bytes: 512 * 1024, records: 200 };

/**
 * Writes records to the database that the disk does not take in time, by the insert that the drain uses: when the journal gets
 * them after all, the drain finds them there.
 */
export class OverdueRecorder {
  private readonly refused = new WeakSet<Buffer>();
  private readonly loop = new CoalescingLoop(() => this.writeAll());
  private readonly timer: NodeJS.Timeout;
  private afterMs = DATABASE_AFTER_MS;
  private isAway = false;

  /** @param unsaved the records that have waited for so many milliseconds, oldest first */
  constructor(
    private readonly unsaved: (ms: number) => Iterable<UnsavedRecord>,
    private readonly sink: RecordSink,
    private readonly log: Log,
  ) {
    this.timer = setInterval(() => void this.loop.run(), CHECK_MS).unref();
  }

  /** Writes what has not reached the disk by now, and ends. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.afterMs = 0;
    await withTimeout(this.loop.run(), STOP_MS, () => undefined);
  }

  private async writeAll(): Promise<void> {
    try {
      for (let batch = this.nextBatch(); batch.length > 0; batch = this.nextBatch()) {
        await this.write(batch);
        this.log.debug(
          { records: batch.length },
          'records that wait for the disk were written to the database',
        );
        this.isAway = false;
      }
    } catch (error) {
      const level = this.isAway ? 'debug' : 'warn';
      this.isAway = true;
      this.log[level](
        { reason: describeError(error) },
        'records that wait for the disk cannot be written to the database either',
      );
    }
  }

  private nextBatch(): readonly UnsavedRecord[] {
    const batch: UnsavedRecord[] = [];
    let bytes = 0;
    for (const record of this.unsaved(this.afterMs)) {
      if (this.refused.has(record.frame)) continue;
      if (batch.length > 0 && bytes + record.frame.length > BATCH.bytes) break;
      batch.push(record);
      bytes += record.frame.length;
      if (batch.length === BATCH.records) break;
    }
    return batch;
  }

  /** Halves a batch that is refused, until the bad record is alone: that one is left for the drain to reject. */
  private async write(batch: readonly UnsavedRecord[]): Promise<void> {
    try {
      await this.sink.write(batch.map(({ frame }) => payloadOf(frame)));
      for (const record of batch) record.markStored();
    } catch (error) {
      if (!this.sink.isPermanentError(error)) throw error;
      const [only] = batch;
      if (only !== undefined && batch.length === 1) {
        this.refused.add(only.frame);
        return;
      }
      await this.write(batch.slice(0, batch.length >> 1));
      await this.write(batch.slice(batch.length >> 1));
    }
  }
}
