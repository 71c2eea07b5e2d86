import type { Log } from '../../../runtime/log.js';
import { RecordSink, type RejectedRecord } from '../../journal/drain/record-sink.js';
import { describeError } from '../../../runtime/describe-error.js';
import { WorkerClient } from '../../../runtime/worker-client.js';
import { withTimeout } from '../../../runtime/timeout.js';
import type { Database } from '../connection/database.js';
import type { PostgresRecordSink } from './postgres-record-sink.js';
import type { WriteOutcome, RecordWriterData, RecordBatch } from './messages.js';

/** Time for the worker beyond a transaction: it connects, and gives up by itself. */
const GRACE_MS = 30_000;
const CLOSE_MS = 1_000;

/**
 * The tables of the database, written by a thread of its own with a connection of its own: making rows of records takes a tenth
 * of the time of the thread that answers. Where the thread fails, records are written as without it.
 */
export class WorkerRecordSink extends RecordSink {
  private worker: WorkerClient<RecordBatch | 'end', WriteOutcome> | null = null;
  /** Why the thread is not asked any more. */
  private end: 'failed' | 'closed' | null = null;

  constructor(
    private readonly fallback: PostgresRecordSink,
    private readonly database: Database,
    private readonly to: { readonly url: string; readonly log: Log },
  ) {
    super();
  }

  override async write(records: readonly Buffer[]): Promise<void> {
    // Before the migration the worker could not write, and it would not learn when the tables are there.
    const outcome = this.database.state === 'migrating' ? null : await this.requestWrite(records);
    if (outcome === null) return this.fallback.write(records);
    await this.database.trackAvailability(async (began) => {
      if (outcome.kind === 'done') return;
      if (outcome.begun) began();
      throw errorOf(outcome);
    });
  }

  override reject(reject: RejectedRecord): Promise<void> {
    return this.fallback.reject(reject);
  }

  override isPermanentError(error: unknown): boolean {
    return this.fallback.isPermanentError(error);
  }

  /** The problem; `null` when there is none. */
  degradedReason(): string | null {
    if (this.end !== 'failed') return null;
    return 'rows for the database are written by the thread that answers, since their own is gone: answers may be slower while it writes; restart at a quiet hour';
  }

  /** Ends the thread, and its connection before. */
  async close(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    this.end ??= 'closed';
    if (worker === null) return;
    await withTimeout(
      worker.request('end').catch(() => {}),
      CLOSE_MS,
      () => undefined,
    );
    await worker.stop();
  }

  /** `null` when the thread is not there. */
  private async requestWrite(records: readonly Buffer[]): Promise<WriteOutcome | null> {
    if (this.end !== null) return null;
    try {
      this.worker ??= this.startWorker();
      const sent = batchOf(records);
      return await this.worker.request(sent, [sent.bytes.buffer]);
    } catch (error) {
      if (this.end === null) {
        this.end = 'failed';
        this.to.log.error({ reason: describeError(error) }, 'records are written on the thread that answers');
      }
      return null;
    }
  }

  private startWorker(): WorkerClient<RecordBatch | 'end', WriteOutcome> {
    const { limits } = this.database;
    const workerData: RecordWriterData = { url: this.to.url, ...limits };
    return new WorkerClient('persistence/postgres/sink/record-writer.worker', {
      timeoutMs: limits.transactionMs + GRACE_MS,
      workerData,
    });
  }
}

function batchOf(records: readonly Buffer[]) {
  const ends: number[] = [];
  let end = 0;
  for (const record of records) ends.push((end += record.length));
  const bytes = new Uint8Array(end);
  for (const [at, record] of records.entries()) bytes.set(record, ends[at - 1] ?? 0);
  return { bytes, ends };
}

/** The error as it would have been here. */
function errorOf({ message, code, isOwnFault }: Extract<WriteOutcome, { kind: 'failed' }>): Error {
  if (isOwnFault) return new TypeError(message);
  return Object.assign(new Error(message), code === null ? {} : { code });
}
