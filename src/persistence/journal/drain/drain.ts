import type { Log } from '../../../runtime/log.js';
import { describeError } from '../../../runtime/describe-error.js';
import { sleep } from '../../../runtime/backoff.js';
import { withTimeout } from '../../../runtime/timeout.js';
import { JournalReader } from '../segments/journal-reader.js';
import type { Journal } from '../journal.js';
import type { RecordWriter } from './record-writer.js';
import { tryDecodeHead } from '../records/decode-record.js';
import { isBefore, type JournalPosition } from '../segments/segment.js';

/** Small enough to keep the event loop for a few milliseconds only. */
const BATCH_LIMITS = { bytes: 512 * 1024, records: 200 };
/** How long a record waits for others: a transaction takes half a dozen round trips, however little is in it. */
const BATCHING_WINDOW_MS = 100;
const SWEEP_MS = 10_000;
const READ_AGAIN_MS = 1_000;

interface Batch {
  /** Payloads of the journal's frames. */
  readonly records: readonly Buffer[];
  readonly next: JournalPosition;
  /** The journal held more when it was read. */
  readonly isFull: boolean;
}

/** Moves records from the journal to the database, in their order. Tries again for as long as the database is away. */
export class Drain {
  private readonly stopping = new AbortController();
  private readonly reader: JournalReader;
  private waiters: { readonly to: JournalPosition; readonly resolve: () => void }[] = [];
  private running: Promise<void> | null = null;
  private wake: () => void = () => {};
  private flush: () => void = () => {};
  private sweeper: NodeJS.Timeout | null = null;
  private oldest: number | null = null;

  constructor(
    private readonly journal: Journal,
    private readonly writer: RecordWriter,
    private readonly log: Log,
  ) {
    this.reader = new JournalReader(journal.directory);
  }

  /** When the oldest record that waits was received, in milliseconds since the epoch; `null` when none waits longer than for its batch. */
  get oldestAt(): number | null {
    return this.oldest;
  }

  start(): void {
    this.journal.onDurable = () => this.wake();
    this.sweeper = setInterval(() => void this.sweep(), SWEEP_MS).unref();
    this.running = this.run();
  }

  /** Resolves once the database has everything that is in the journal now, however long that takes. */
  whenDrained(): Promise<void> {
    const to = this.journal.end();
    if (this.journal.hasDrained(to)) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiters.push({ to, resolve });
      this.flush();
    });
  }

  /** Gives the journal a while to become empty, then ends with the batch that is being written. */
  async stop(withinMs: number): Promise<void> {
    await withTimeout(this.whenDrained(), withinMs, () => undefined);
    if (this.sweeper !== null) clearInterval(this.sweeper);
    this.stopping.abort();
    this.wake();
    this.flush();
    await this.running;
    await this.reader.close();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    let loaded: Batch | null = null;
    while (!signal.aborted) {
      try {
        loaded ??= await this.load(this.journal.cursor);
        if (loaded !== null) loaded = await this.drainOne(loaded, signal);
        if (loaded === null) await this.waitForBatch();
      } catch (error) {
        this.log.error({ reason: describeError(error) }, 'the journal cannot be read; trying again');
        loaded = null;
        await sleep(READ_AGAIN_MS, signal);
      }
    }
  }

  /** Writes one batch. While a full one is being written the next is read, and returned. */
  private async drainOne(batch: Batch, signal: AbortSignal): Promise<Batch | null> {
    this.oldest = firstReceivedAt(batch) ?? this.oldest;
    const ahead = batch.isFull ? this.load(batch.next).catch(() => null) : null;
    const stored = await this.writer.store(batch.records, signal);
    const next = await ahead;
    if (!stored) return null;
    await this.journal.advance(batch.next, batch.records.length);
    this.oldest = firstReceivedAt(next);
    this.waiters = this.waiters.filter(({ to, resolve }) => {
      const done = this.journal.hasDrained(to);
      if (done) resolve();
      return !done;
    });
    return next;
  }

  private async load(from: JournalPosition): Promise<Batch | null> {
    const end = this.journal.end();
    const chunk = await this.journal.read(this.reader, from, BATCH_LIMITS);
    if (chunk === null) return null;
    const { segment, offset } = chunk.nextPosition;
    if (chunk.damagedBytes > 0) {
      this.log.error(
        { segment, offset, bytes: chunk.damagedBytes },
        'a part of the journal is damaged; it is skipped, and a copy of the segment is kept',
      );
    }
    return { records: chunk.payloads, next: chunk.nextPosition, isFull: isBefore(chunk.nextPosition, end) };
  }

  /** Waits for a record, then for the batching window or until a flush is requested. */
  private async waitForBatch(): Promise<void> {
    const { signal } = this.stopping;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      if (signal.aborted || !this.journal.hasDrained(this.journal.end())) resolve();
    });
    this.wake = () => {};
    if (signal.aborted || this.waiters.length > 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, BATCHING_WINDOW_MS);
      this.flush = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.flush = () => {};
  }

  private async sweep(): Promise<void> {
    await this.journal.sweep().catch((error: unknown) => {
      this.log.warn({ reason: describeError(error) }, 'old segments of the journal could not be removed');
    });
  }
}

/** When the first of them was received, in milliseconds since the epoch. */
function firstReceivedAt(batch: Batch | null): number | null {
  const [first] = batch?.records ?? [];
  return first === undefined ? null : (tryDecodeHead(first)?.at ?? null);
}
