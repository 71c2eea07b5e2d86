import type { EntityManager } from 'typeorm';
import { decodeRecord } from '../../journal/records/decode-record.js';
import { rejectedRecordOf } from '../../journal/drain/rejected-record.js';
import type { JournalRecord } from '../../journal/records/record.js';
import { describeError } from '../../../runtime/describe-error.js';
import type { Log } from '../../../runtime/log.js';
import type { Database } from '../connection/database.js';
import { isTableFault } from '../connection/sql-state.js';
import { insertRecords, tableInserts } from '../rows/insert-records.js';
import { insertReject } from '../rows/insert-reject.js';

/** How long all records wait for a table that refuses them. */
const PATIENCE_MS = 30_000;
const RESTORE_MS = 2_000;
const RESTORE_BATCH = 200;
const LINE_MS = 60_000;
/** With it the error of a held record begins, in `journal_reject`. */
const HELD = 'held back: ';

/**
 * Lets the other tables have their rows while one refuses its own (it was dropped, is locked, is corrupt): after some patience, records
 * that it refuses are kept whole in `journal_reject`, and written once it takes them again.
 */
export class HeldRecords {
  private refusedSince: number | null = null;
  /** Some records may be held: an earlier process may have left them. */
  private mayHold = true;
  private timer: NodeJS.Timeout | null = null;
  private nextLine = 0;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /** Takes note that a table refuses. @returns whether the patience with it has ended */
  noteRefusal(): boolean {
    this.refusedSince ??= performance.now();
    return performance.now() - this.refusedSince >= this.patienceMs;
  }

  /** Takes note that all tables take rows. Records that were held, also by an earlier process, are written in the background. */
  noteSuccess(): void {
    this.refusedSince = null;
    if (!this.mayHold) return;
    this.mayHold = false;
    this.restoreSoon(0);
  }

  /** Writes records table by table, and holds those that a table refuses. */
  async writeAround(payloads: readonly Buffer[]): Promise<void> {
    const payloadOf = new Map(
      payloads.map((payload): [JournalRecord, Buffer] => [decodeRecord(payload), payload]),
    );
    const refused = await this.database.transaction(async (manager) => {
      // A locked table refuses soon, and not at the end of the statement's time.
      await manager.query(`set local lock_timeout = '2s'`);
      const found = new Map<JournalRecord, string>();
      for (const insert of tableInserts([...payloadOf.keys()])) {
        const error = await inSavepoint(manager, () => insert.run(manager));
        for (const record of error === null ? [] : insert.records)
          found.set(record, `${HELD}${insert.table}: ${error}`);
      }
      for (const [record, error] of found) {
        await insertReject(
          manager,
          rejectedRecordOf(payloadOf.get(record) ?? Buffer.alloc(0), new Error(error)),
        );
      }
      return found;
    });
    if (refused.size === 0) return;
    this.restoreSoon(RESTORE_MS);
    this.logRefusal(refused);
  }

  /** A line a minute: every batch meets the table again. */
  private logRefusal(refused: ReadonlyMap<JournalRecord, string>): void {
    if (performance.now() < this.nextLine) return;
    this.nextLine = performance.now() + LINE_MS;
    const [reason] = refused.values();
    this.log.error(
      { reason, records: refused.size },
      'a table refuses rows: its records are held in journal_reject',
    );
  }

  private restoreSoon(ms: number): void {
    this.timer ??= setTimeout(() => void this.tryRestore(), ms).unref();
  }

  private async tryRestore(): Promise<void> {
    const isDone = await this.restore().catch((error: unknown) => {
      this.log.debug({ reason: describeError(error) }, 'held records cannot be written yet');
      return false;
    });
    this.timer = null;
    if (!isDone && !this.database.isClosed) this.restoreSoon(RESTORE_MS);
  }

  /** @returns true once none is left */
  private async restore(): Promise<true> {
    for (;;) {
      const restored = await this.database.transaction(restoreBatch);
      if (restored > 0) this.log.info({ records: restored }, 'records that were held have been written');
      if (restored < RESTORE_BATCH) return true;
    }
  }
}

/** @returns the error of a table that refuses; `null` when the work went well. Rejects with any other error */
async function inSavepoint(manager: EntityManager, work: () => Promise<void>): Promise<string | null> {
  await manager.query('savepoint held');
  try {
    await work();
    await manager.query('release savepoint held');
    return null;
  } catch (error) {
    if (!isTableFault(error)) throw error;
    await manager.query('rollback to savepoint held');
    return describeError(error);
  }
}

async function restoreBatch(manager: EntityManager): Promise<number> {
  const rows = await manager.query<{ readonly id: string; readonly record: string }[]>(
    `select id, record from journal_reject where error like $1 order by created_at
     limit ${RESTORE_BATCH} for update skip locked`,
    [`${HELD}%`],
  );
  if (rows.length === 0) return 0;
  await insertRecords(
    manager,
    rows.map(({ record }) => decodeRecord(Buffer.from(record))),
  );
  await manager.query('delete from journal_reject where id = any($1)', [rows.map(({ id }) => id)]);
  return rows.length;
}
