import { parentPort, workerData } from 'node:worker_threads';
import type { DataSource } from 'typeorm';
import { codeOf } from '../../../runtime/error-code.js';
import { goBehind } from '../../../runtime/lower-thread-priority.js';
import { decodeRecord } from '../../journal/records/decode-record.js';
import type { JournalRecord } from '../../journal/records/record.js';
import { reasonOf } from '../../../runtime/describe-error.js';
import type { Answer, Question } from '../../../runtime/worker-client.js';
import { postgresAt } from '../connection/database-address.js';
import { dataSourceOf } from '../connection/data-source.js';
import { insertRecords } from '../rows/insert-records.js';
import { ownFault } from '../connection/sql-state.js';
import { inTransaction } from '../connection/transaction.js';
import type { WritingOutcome, WritingThreadData, WrittenRecords } from './messages.js';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is what `ThreadSink` gives
const { url, statementMs, transactionMs } = workerData as WritingThreadData;
const silent = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
let source: Promise<DataSource> | null = null;

goBehind();
parentPort?.on('message', ({ number, question }: Question<WrittenRecords | 'end'>) => {
  void (question === 'end' ? ended() : written(question)).then((answer) => {
    const numbered: Answer<WritingOutcome> = { number, answer };
    parentPort?.postMessage(numbered);
  });
});

async function written(sent: WrittenRecords): Promise<WritingOutcome> {
  let begun = false;
  try {
    await inTransaction(await opened(), transactionMs, (manager) => {
      begun = true;
      return insertRecords(manager, recordsIn(sent));
    });
    return { kind: 'done' };
  } catch (error) {
    return {
      kind: 'failed',
      message: reasonOf(error),
      code: codeOf(error),
      isOwnFault: ownFault(error),
      begun,
    };
  }
}

function recordsIn({ bytes, ends }: WrittenRecords): JournalRecord[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return ends.map((end, at) => decodeRecord(all.subarray(ends[at - 1] ?? 0, end)));
}

/** A data source that could not be opened is opened anew next time. */
function opened(): Promise<DataSource> {
  source ??= dataSourceOf(postgresAt(url, 1), { statementMs }, silent)
    .initialize()
    .catch((error: unknown) => {
      source = null;
      throw error;
    });
  return source;
}

async function ended(): Promise<WritingOutcome> {
  await (await source?.catch(() => null))?.destroy().catch(() => {});
  return { kind: 'done' };
}
