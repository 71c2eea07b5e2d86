import type { Log } from '../../../runtime/log.js';
import { RecordSink, type Reject } from '../../journal/drain/record-sink.js';
import { reasonOf } from '../../../runtime/describe-error.js';
import { Thread } from '../../../runtime/worker-client.js';
import type { Database } from '../connection/database.js';
import type { PostgresRecordSink } from './postgres-record-sink.js';
import type { WritingOutcome, WritingThreadData, WrittenRecords } from './messages.js';

/** What the thread may take beyond what a transaction may: it connects, and gives up by itself. */
const LONGER_MS = 30_000;
const LAST_ANSWER_MS = 1_000;

/**
 * The tables of the database, written by a thread of its own with a connection of its own: making rows of records takes a tenth
 * of the time of the thread that answers. Where the thread fails, records are written as without it.
 */
export class ThreadSink extends RecordSink {
  private thread: Thread<WrittenRecords | 'end', WritingOutcome> | null = null;
  /** Why the thread is not asked any more. */
  private end: 'failed' | 'closed' | null = null;

  constructor(
    private readonly beside: PostgresRecordSink,
    private readonly database: Database,
    private readonly to: { readonly url: string; readonly log: Log },
  ) {
    super();
  }

  override async write(records: readonly Buffer[]): Promise<void> {
    // Before the tables are there the thread has nothing to do, and nobody could tell it when they are.
    const outcome = this.database.state === 'migrating' ? null : await this.asked(records);
    if (outcome === null) return this.beside.write(records);
    await this.database.noting(async (began) => {
      if (outcome.kind === 'done') return;
      if (outcome.begun) began();
      throw errorOf(outcome);
    });
  }

  override reject(reject: Reject): Promise<void> {
    return this.beside.reject(reject);
  }

  override refusesForGood(error: unknown): boolean {
    return this.beside.refusesForGood(error);
  }

  /** What is wrong; `null` when nothing is. */
  complaint(): string | null {
    if (this.end !== 'failed') return null;
    return 'rows for the database are written by the thread that answers, since their own is gone: answers may be slower while it writes; restart at a quiet hour';
  }

  /** Ends the thread, and its connection before. */
  async close(): Promise<void> {
    const { thread } = this;
    this.thread = null;
    this.end ??= 'closed';
    if (thread === null) return;
    const late = new Promise((resolve) => setTimeout(resolve, LAST_ANSWER_MS).unref());
    await Promise.race([thread.ask('end').catch(() => {}), late]);
    await thread.stop();
  }

  /** `null` when the thread is not there. */
  private async asked(records: readonly Buffer[]): Promise<WritingOutcome | null> {
    if (this.end !== null) return null;
    try {
      this.thread ??= this.started();
      const sent = together(records);
      return await this.thread.ask(sent, [sent.bytes.buffer]);
    } catch (error) {
      if (this.end === null) {
        this.end = 'failed';
        this.to.log.error({ reason: reasonOf(error) }, 'records are written on the thread that answers');
      }
      return null;
    }
  }

  private started(): Thread<WrittenRecords | 'end', WritingOutcome> {
    const { limits } = this.database;
    const workerData: WritingThreadData = { url: this.to.url, ...limits };
    return new Thread('persistence/postgres/sink/record-writer.worker', {
      withinMs: limits.transactionMs + LONGER_MS,
      workerData,
    });
  }
}

function together(records: readonly Buffer[]) {
  const ends: number[] = [];
  let end = 0;
  for (const record of records) ends.push((end += record.length));
  const bytes = new Uint8Array(end);
  for (const [at, record] of records.entries()) bytes.set(record, ends[at - 1] ?? 0);
  return { bytes, ends };
}

/** The error as it would have been here. */
function errorOf({ message, code, isOwnFault }: Extract<WritingOutcome, { kind: 'failed' }>): Error {
  if (isOwnFault) return new TypeError(message);
  return Object.assign(new Error(message), code === null ? {} : { code });
}
