import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { configOf } from '../config/config.js';
import { openLog } from '../runtime/process/pino-log.js';
import { parseDuration } from '../moderation/model/duration.js';
import { DataDirInUse, DataDirLock } from '../persistence/data-dir/data-dir-lock.js';
import { Drain } from '../persistence/journal/drain/drain.js';
import { Journal } from '../persistence/journal/journal.js';
import { RecordWriter } from '../persistence/journal/drain/record-writer.js';
import { RejectsFile } from '../persistence/journal/drain/rejects-file.js';
import { postgresAt } from '../persistence/postgres/connection/database-address.js';
import { Database } from '../persistence/postgres/connection/database.js';
import { PostgresRecordSink } from '../persistence/postgres/sink/postgres-record-sink.js';
import { describeError } from '../runtime/describe-error.js';
import { ReceiptClock } from '../runtime/receipt-clock.js';

/** `friendgate journal …`: what operators do with the journal of a replica that is gone. */
export function journalCommand(): Command {
  const journal = new Command('journal').description('work on the journal of a replica that is gone');
  journal
    .command('drain')
    .description('give the database of $DATABASE_URL what the journal of a data folder still holds')
    .argument('<folder>', 'the DATA_DIR that was left behind')
    .option('--within <duration>', 'give up after: 90s, 10m', durationOf, 60_000)
    .action(async (folder: string, { within }: { readonly within: number }) => {
      try {
        console.log(await drained(folder, within));
      } catch (error) {
        console.error(error instanceof DataDirInUse ? error.message : describeError(error));
        process.exitCode = 1;
      }
    });
  return journal;
}

/** Drains, and says in words how many records. Rejects with the obstacle. */
async function drained(folder: string, withinMs: number): Promise<string> {
  const { databaseUrl, retentionDays } = configOf(process.env);
  if (databaseUrl === null) throw new Error('Set DATABASE_URL to the database that the replica wrote to');
  await access(join(folder, 'journal')).catch(() => {
    throw new Error(`${folder} is not a DATA_DIR: it has no folder "journal"`);
  });
  const lock = await DataDirLock.acquire(folder);
  const log = openLog('silent');
  const clock = new ReceiptClock();
  const address = async () => postgresAt(databaseUrl, 1);
  const database = new Database({ address, retentionDays, log, clock });
  try {
    return await drainJournal(folder, database, withinMs);
  } finally {
    await database.close();
    await lock.release();
  }
}

async function drainJournal(folder: string, database: Database, withinMs: number): Promise<string> {
  const log = openLog('silent');
  const journal = await Journal.open(join(folder, 'journal'), { log, clock: new ReceiptClock() });
  const { records } = journal.backlog();
  const writer = new RecordWriter(
    new PostgresRecordSink(database, log),
    new RejectsFile(journal.directory),
    log,
  );
  const drain = new Drain(journal, writer, log);
  drain.start();
  await drain.stop(withinMs);
  await journal.close();
  const left = journal.backlog().records;
  const done = `${(records - left).toLocaleString('en')} of ${records.toLocaleString('en')} records drained`;
  if (left > 0)
    throw new Error(
      `${done}: the database does not take the others (${database.state}). Try again; nothing is lost`,
    );
  const refused = writer.rejected === 0 ? '' : `; it refused ${writer.rejected}, which are in journal_reject`;
  return `${done}; nothing is left${refused}`;
}

function durationOf(text: string): number {
  const ms = parseDuration(text);
  if (ms !== null) return ms;
  throw new InvalidArgumentError('write a whole number and s, m, h or d, like 90s or 10m');
}
