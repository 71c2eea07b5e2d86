import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Clock } from '../../../runtime/clock.js';
import type { Log } from '../../../runtime/log.js';
import { describeError } from '../../../runtime/describe-error.js';
import type { Database } from '../connection/database.js';

const HEARTBEAT_MS = 2_000;
/** A replica without a heartbeat for so long, by the database's clock, is gone. */
const GONE_MS = 10_000;

const reportSchema = z.object({
  /** By app: the number of the rule set in force; its hash while it has no number; `null` before there is one. */
  ruleSets: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  state: z.enum(['memory', 'redis']),
  /** The number of the latest change of a label that its state has. */
  labelsSeen: z.number().default(0),
});

/** The report of a replica in its heartbeat. */
export type ReplicaReport = z.infer<typeof reportSchema>;

/** Another process that serves, as the database knows it. */
export interface Replica {
  readonly id: string;
  readonly host: string;
  /** Milliseconds since its last heartbeat. */
  readonly ageMs: number;
  readonly report: ReplicaReport;
}

interface Row {
  readonly id: string;
  readonly host: string;
  readonly age_ms: string;
  readonly report: unknown;
}

/** Registers this process among those that share the database, and lists the others, by heartbeats. */
export class ReplicaRegistry {
  readonly id = randomUUID();
  private seen: { readonly others: readonly Replica[]; readonly at: number } = { others: [], at: 0 };
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  private wake: () => void = () => {};
  /** Milliseconds that our clock is ahead of the database's; `null` until it was compared. */
  clockAheadMs: number | null = null;

  constructor(
    private readonly parts: { readonly database: Database; readonly clock: Clock; readonly log: Log },
  ) {}

  /** Replicas with a recent heartbeat, without this one. */
  get others(): readonly Replica[] {
    return this.parts.clock.now() - this.seen.at > GONE_MS ? [] : this.seen.others;
  }

  /** Starts the heartbeats. @param report called for each of them */
  start(report: () => ReplicaReport): void {
    this.running ??= this.run(report);
  }

  /** Sends a heartbeat now, since the report has changed. */
  heartbeatNow(): void {
    this.wake();
  }

  /** Stops the heartbeats and deletes this replica from the table. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    if (this.running === null) return;
    const { database } = this.parts;
    await database
      .transaction((manager) => manager.query('delete from replica where id = $1', [this.id]))
      .catch(() => undefined);
  }

  private async run(report: () => ReplicaReport): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.heartbeat(report()).catch((error: unknown) => {
        this.parts.log.debug({ reason: describeError(error) }, 'no heartbeat: the database is away');
      });
      await Promise.race([
        pause(HEARTBEAT_MS, undefined, { ref: false, signal }).catch(() => undefined),
        new Promise<void>((resolve) => {
          this.wake = resolve;
        }),
      ]);
    }
  }

  private async heartbeat(report: ReplicaReport): Promise<void> {
    const { database, clock } = this.parts;
    const begun = clock.micros();
    const { now, rows } = await database.transaction((manager) => writeHeartbeat(manager, this.id, report));
    // The database read its clock some time during the transaction: half of that is what the comparison may be wrong by.
    const uncertainMs = (clock.micros() - begun) / 2_000;
    const aheadMs = clock.wall() - uncertainMs - now;
    this.clockAheadMs = Math.abs(aheadMs) <= uncertainMs ? 0 : Math.round(aheadMs);
    this.seen = { others: rows.flatMap(replicaOf), at: clock.now() };
  }
}

async function writeHeartbeat(manager: EntityManager, id: string, report: ReplicaReport) {
  const [clock] = await manager.query<{ now: string }[]>(
    `select extract(epoch from clock_timestamp()) * 1000 as now`,
  );
  await manager.query(
    `insert into replica (id, host, report) values ($1, $2, $3)
     on conflict (id) do update set seen_at = clock_timestamp(), report = excluded.report`,
    [id, hostname(), JSON.stringify(report)],
  );
  await manager.query(`delete from replica where seen_at < clock_timestamp() - interval '1 day'`);
  const rows = await manager.query<Row[]>(
    `select id, host, report, extract(epoch from clock_timestamp() - seen_at) * 1000 as age_ms
     from replica
     where id <> $1 and seen_at > clock_timestamp() - make_interval(secs => $2)
     order by started_at, id`,
    [id, GONE_MS / 1_000],
  );
  return { now: Number(clock?.now), rows };
}

/** Empty when the report is of a newer version and cannot be read. */
function replicaOf({ id, host, age_ms: age, report }: Row): Replica[] {
  const read = reportSchema.safeParse(report);
  return read.success ? [{ id, host, ageMs: Math.max(0, Math.round(Number(age))), report: read.data }] : [];
}
