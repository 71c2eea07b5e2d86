import type { Log } from '../../../runtime/log.js';
import { RecordSink, type RejectedRecord } from '../../journal/drain/record-sink.js';
import { describeError } from '../../../runtime/describe-error.js';
import { WorkerClient } from '../../../runtime/worker-client.js';
import { withTimeout } from '../../../runtime/timeout.js';
import type { Database } from '../connection/database.js';
import { isTableFault } from '../connection/sql-state.js';
import type { PostgresRecordSink } from './postgres-record-sink.js';
import type { WriteOutcome, RecordWriterData, RecordBatch } from './messages.js';

/** Time that the worker may take beyond that of its transaction: it connects, and gives up by itself. */
const GRACE_MS = 30_000;
const CLOSE_MS = 1_000;

/**
 * Writes records in a worker thread with a connection of its own: making rows of records would take a tenth of the time of the thread
 * that answers. When the worker fails, records are written on the main thread.
 */
export class WorkerRecordSink extends RecordSink {
  private worker: WorkerClient<RecordBatch | 'end', WriteOutcome> | null = null;
  /** Why the worker gets no more requests. */
  private end: 'failed' | 'closed' | null = null;

  constructor(
    private readonly fallback: PostgresRecordSink,
    private readonly database: Database,
    private readonly to: { readonly url: string; readonly log: Log },
  ) {
    super();
  }

  override async write(records: readonly Buffer[]): Promise<void> {
    // The worker has no way to learn when the tables have been created.
    const outcome = this.database.state === 'migrating' ? null : await this.requestWrite(records);
    if (outcome === null) return this.fallback.write(records);
    try {
      await this.database.trackAvailability(async (began) => {
        if (outcome.kind === 'done') return;
        if (outcome.begun) began();
        throw errorOf(outcome);
      });
    } catch (error) {
      if (!isTableFault(error)) throw error;
      return this.fallback.write(records);
    }
    this.fallback.noteWritten();
  }

  override reject(reject: RejectedRecord): Promise<void> {
    return this.fallback.reject(reject);
  }

  override isPermanentError(error: unknown): boolean {
    return this.fallback.isPermanentError(error);
  }

  /** In plain words; `null` when the worker writes. */
  degradedReason(): string | null {
    if (this.end !== 'failed') return null;
    return 'rows for the database are written by the thread that answers, since their own is gone: answers may be slower while it writes; restart at a quiet hour';
  }

  /** Closes the connection of the worker, then ends it. */
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

  /** `null` when there is no worker. */
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

/** The error as it would be on this thread. */
function errorOf({
  message,
  code,
  constraint,
  isOwnFault,
}: Extract<WriteOutcome, { kind: 'failed' }>): Error {
  if (isOwnFault) return new TypeError(message);
  return Object.assign(
    new Error(message),
    code === null ? {} : { code },
    constraint === null ? {} : { constraint },
  );
}
