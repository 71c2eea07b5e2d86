import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { postResponses } from '../callback-client.js';
import { aDatabase } from '../persistence/database.js';
import { countingRules, isWell, trafficTo, type Met } from '../faults.js';
import { startProcess, until, type ServiceProcess } from '../service-process.js';
import { aFolder } from '../temporary-folder.js';

export interface Replicas {
  readonly services: readonly ServiceProcess[];
  /** Kills the first as a crash does. */
  kill(): Promise<void>;
  /** Starts the first again, on its data folder. */
  restart(): Promise<void>;
  query<Row extends object>(sql: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** Starts two processes on one PostgreSQL and one Redis. */
export async function twoReplicas(redis: string, rules?: string): Promise<Replicas> {
  const folder = await aFolder();
  const place = await aDatabase();
  const own = rules ?? (await countingRules(folder.path));
  const start = (name: string) =>
    startProcess({
      DATABASE_URL: place.url ?? '',
      REDIS_URL: redis,
      DATA_DIR: `${folder.path}/${name}`,
      RULES_DIR: own,
    });
  const services = await Promise.all(['0', '1'].map(start));
  const client = new Client(place.url ?? '');
  await client.connect();
  const close = async () => {
    await Promise.all(services.map((service) => service.end('SIGKILL')));
    await client.end();
    await place.remove();
    await folder.remove();
  };
  for (const service of services) await until(() => isWell(service));
  return {
    services,
    kill: async () => void (await services[0]?.end('SIGKILL')),
    restart: async () => void (services[0] = await start('0')),
    query: async (sql) => (await client.query(sql)).rows,
    close,
  };
}

/** How packets were answered during a fault, and the counts after it. */
export interface Afterwards extends Met {
  /** Packets some reading of which was unknown. */
  readonly degraded: number;
  /** Items, as Redis has them. */
  readonly counted: unknown;
  /** Items, as the table `event` has them. */
  readonly happened: number;
}

/** Traffic while something goes wrong and is mended again; then what is counted, and what happened. */
export async function during(replicas: Replicas, fault: () => Promise<void>): Promise<Afterwards> {
  const { services } = replicas;
  const stop = new AbortController();
  const traffic = trafficTo(services, stop.signal);
  await pause(1_000);
  await fault();
  await pause(1_000);
  stop.abort();
  const met = await traffic;
  for (const service of services) await until(() => isWell(service));
  // A second for the others to find out what was lost.
  await pause(1_100);
  const counted = await probe(replicas);
  for (const each of services) {
    await until(async () => (await each.metric('friendgate_journal_waiting_records')) === 0);
  }
  const [events] = await replicas.query<{ n: number }>('select count(*)::int as n from event');
  const [unknown] = await replicas.query<{ n: number }>(
    `select count(*)::int as n from decision where readings like '%"unknown"%'`,
  );
  return { ...met, degraded: unknown?.n ?? 0, counted, happened: events?.n ?? 0 };
}

/** One packet more: what its only reading is. */
async function probe(replicas: Replicas): Promise<unknown> {
  const [service] = replicas.services;
  await postResponses(service?.url ?? '', {
    From_Account: 'probe',
    ResponseFriendItem: [{ To_Account: 'x', ResponseAction: 'Response_Action_Agree' }],
  });
  const rows = () =>
    replicas.query<{ readings: string }>(`select readings from decision where from_account = 'probe'`);
  await until(async () => (await rows()).length === 1);
  const [row] = await rows();
  const readings: readonly (readonly unknown[])[] = JSON.parse(row?.readings ?? '[]');
  return readings[0]?.[0];
}

/** A line of the table of faults, printed for people. */
export function tell(
  name: string,
  { sent, late, slowest, degraded, counted, happened, unanswered }: Afterwards,
): void {
  const lost = 2 * (sent - unanswered) + 1 - happened;
  const figures = { sent, late, slowest, degraded, lost, doubled: Number(counted) - happened, unanswered };
  process.stderr.write(`${name}: ${JSON.stringify(figures)}\n`);
}
