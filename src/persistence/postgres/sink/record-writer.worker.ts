import { parentPort, workerData } from 'node:worker_threads';
import type { DataSource } from 'typeorm';
import { errorCode } from '../../../runtime/error-code.js';
import { lowerThreadPriority } from '../../../runtime/lower-thread-priority.js';
import { decodeRecord } from '../../journal/records/decode-record.js';
import type { JournalRecord } from '../../journal/records/record.js';
import { describeError } from '../../../runtime/describe-error.js';
import type { WorkerResponse, WorkerRequest } from '../../../runtime/worker-client.js';
import { postgresAt } from '../connection/database-address.js';
import { createDataSource } from '../connection/data-source.js';
import { insertRecords } from '../rows/insert-records.js';
import { constraintOf, isProgrammingError } from '../connection/sql-state.js';
import { inTransaction } from '../connection/transaction.js';
import type { WriteOutcome, RecordWriterData, RecordBatch } from './messages.js';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `WorkerRecordSink` gives it
const { url, statementMs, transactionMs } = workerData as RecordWriterData;
const silent = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
let source: Promise<DataSource> | null = null;

lowerThreadPriority();
parentPort?.on('message', ({ id, body }: WorkerRequest<RecordBatch | 'end'>) => {
  void (body === 'end' ? closeSource() : writeBatch(body)).then((answer) => {
    const numbered: WorkerResponse<WriteOutcome> = { id, body: answer };
    parentPort?.postMessage(numbered);
  });
});

async function writeBatch(sent: RecordBatch): Promise<WriteOutcome> {
  let begun = false;
  try {
    await inTransaction(await openSource(), { statementMs, transactionMs }, (manager) => {
      begun = true;
      return insertRecords(manager, recordsOf(sent));
    });
    return { kind: 'done' };
  } catch (error) {
    return {
      kind: 'failed',
      message: describeError(error),
      code: errorCode(error),
      constraint: constraintOf(error),
      isOwnFault: isProgrammingError(error),
      begun,
    };
  }
}

function recordsOf({ bytes, ends }: RecordBatch): JournalRecord[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return ends.map((end, at) => decodeRecord(all.subarray(ends[at - 1] ?? 0, end)));
}

/** A failed attempt to open the data source is repeated with the next request. */
function openSource(): Promise<DataSource> {
  source ??= createDataSource(postgresAt(url, 1), { statementMs }, silent)
    .initialize()
    .catch((error: unknown) => {
      source = null;
      throw error;
    });
  return source;
}

async function closeSource(): Promise<WriteOutcome> {
  await (await source?.catch(() => null))?.destroy().catch(() => {});
  return { kind: 'done' };
}
