import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import { Client } from 'pg';
import { secretFrom } from '../config/secret-files.js';
import { SANDBOX_APP_ID } from '../config/environment.js';
import { parseDuration } from '../moderation/model/duration.js';
import { TrialStorage } from '../persistence/embedded/trial-storage.js';
import {
  insertLabelChange,
  activeLabels,
  type StoredLabelChange,
  type SqlExecutor,
  type NewLabelChange,
} from '../persistence/postgres/queries/label-changes.js';
import { describeError } from '../runtime/describe-error.js';

const REPLICAS_WITHIN_MS = 5_000;
const POLL_MS = 100;
const MAX_LISTED = 1_000;

interface Options {
  readonly app?: string;
  readonly for?: number;
  readonly reason?: string;
  readonly by?: string;
}

/** `friendgate labels …`: marks accounts, takes marks away, and shows them. */
export function labelsCommand(): Command {
  const labels = new Command('labels').description('set, clear and list labels of accounts');
  const change = (name: string, description: string) =>
    labels
      .command(name)
      .description(description)
      .argument('<account>', 'whom it is about, exactly as the app spells it')
      .argument('<label>', 'small letters, digits and hyphens', labelName)
      .option('--app <id>', 'SDKAppID (default: the one of $SDK_APP_ID)')
      .option('--reason <text>', 'why, for colleagues')
      .option('--by <name>', 'who does it (default: the name you are logged in with)');
  change('set', 'set a label; the next callback sees it')
    .option(
      '--for <duration>',
      'how long it stands: 90s, 10m, 24h, 30d (default: until it is cleared)',
      durationOf,
    )
    .action((account: string, label: string, options: Options) =>
      changeLabel({ ...staffOf(options), account, label, forMs: options.for ?? null, cleared: false }),
    );
  change('clear', 'take a label away').action((account: string, label: string, options: Options) =>
    changeLabel({ ...staffOf(options), account, label, forMs: null, cleared: true }),
  );
  labels
    .command('list')
    .description('show the labels that stand, the latest first')
    .argument('[account]', 'whose; of everybody when left out')
    .option('--app <id>', 'SDKAppID (default: the one of $SDK_APP_ID)')
    .action((account: string | undefined, { app }: Options) => listLabels(appOf(app), account ?? null));
  return labels;
}

async function changeLabel(change: NewLabelChange): Promise<void> {
  await withDatabase(async (db) => {
    await db.query('begin');
    const number = await insertLabelChange(db, change);
    await db.query('commit');
    console.error(`app ${change.appId}`);
    console.log(`${change.account}: ${change.label} ${change.cleared ? 'is cleared' : 'is set'}`);
    console.log(await waitForReplicas(db, change.appId, number));
  });
}

/** Waits until all replicas of the app have a change. @returns how many have it, in words */
async function waitForReplicas(db: SqlExecutor, appId: string, number: number): Promise<string> {
  for (let waited = 0; ; waited += POLL_MS) {
    const [row] = await db.query<{ all: number; seen: number }>(
      `select count(*)::int as all, count(*) filter (where (report ->> 'labelsSeen')::bigint >= $1)::int as seen
       from replica where seen_at > clock_timestamp() - interval '10 s' and report -> 'ruleSets' ? $2`,
      [number, appId],
    );
    const { all, seen } = row ?? { all: 0, seen: 0 };
    if (all === 0) return 'no replica serves this app now; the next one that starts will know of it';
    if (seen === all) return `in force on ${seen} of ${all} replicas`;
    if (waited >= REPLICAS_WITHIN_MS)
      return `in force on ${seen} of ${all} replicas; the others get it when they reach the database`;
    await pause(POLL_MS);
  }
}

async function listLabels(appId: string, account: string | null): Promise<void> {
  await withDatabase(async (db) => {
    const labels = await activeLabels(db, { appId, account, limit: MAX_LISTED });
    for (const label of labels) console.log(lineOf(label));
    const more = labels.length === MAX_LISTED ? ' (no more are shown: name an account)' : '';
    console.log(`${labels.length} label${labels.length === 1 ? ' stands' : 's stand'}${more}`);
  });
}

function lineOf({ change: { account, label, at, expiresAt }, author, reason }: StoredLabelChange): string {
  const end = expiresAt === null ? 'until cleared' : `until ${new Date(expiresAt).toISOString()}`;
  const why = reason === null ? '' : `: ${JSON.stringify(reason)}`;
  return `${JSON.stringify(account)}  ${label}  ${end}  by ${author} at ${new Date(at).toISOString()}${why}`;
}

const CONNECT_MS = 10_000;
const QUERY_MS = 30_000;

/** Works on the database of $DATABASE_URL, or else on the trial storage of the service that runs on $DATA_DIR. */
async function withDatabase(work: (db: SqlExecutor) => Promise<void>): Promise<void> {
  const connection = await connectionOf();
  if (connection === null) {
    console.error('No service runs on this DATA_DIR: start one with "npm start", or set DATABASE_URL');
    process.exitCode = 1;
    return;
  }
  const client = new Client({
    ...connection,
    application_name: 'friendgate labels',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
  });
  try {
    await client.connect();
    await work({
      query: async <Row>(sql: string, parameters?: unknown[]) =>
        (await client.query<Row & object>(sql, parameters)).rows,
    });
  } catch (error) {
    console.error(`The database does not do it: ${describeError(error)}`);
    process.exitCode = 1;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function connectionOf() {
  const url = secretFrom(process.env, 'DATABASE_URL');
  if (url !== undefined && url !== '') return { connectionString: url };
  const address = await TrialStorage.addressIn(join(process.env['DATA_DIR'] || './data', 'trial'));
  if (address === null || !('socketDirectory' in address.connection)) return null;
  return { host: address.connection.socketDirectory, user: 'postgres', database: 'postgres' };
}

function staffOf({ app, by, reason }: Options) {
  return { appId: namedApp(app), author: by ?? userInfo().username, reason: reason ?? null };
}

/** The app of a change: it is never guessed, since a wrong one looks like success. Trial storage has the sandbox app only. */
function namedApp(app: string | undefined): string {
  const isNamed = app !== undefined || Boolean(process.env['SDK_APP_ID']) || !process.env['DATABASE_URL'];
  if (isNamed) return appOf(app);
  return new Command('friendgate labels').error(
    'error: say by --app or SDK_APP_ID which app is meant: DATABASE_URL is set, and neither of them is',
  );
}

/** Several apps have no default. */
function appOf(app: string | undefined): string {
  const known = app ?? (process.env['SDK_APP_ID'] || SANDBOX_APP_ID);
  if (/^[1-9]\d{0,17}$/.test(known)) return known;
  return new Command('friendgate labels').error(`error: say by --app which one of ${known} is meant`);
}

function labelName(text: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,63}$/.test(text)) return text;
  throw new InvalidArgumentError('small letters, digits and hyphens are wanted, 64 at most');
}

function durationOf(text: string): number {
  const ms = parseDuration(text);
  if (ms !== null) return ms;
  throw new InvalidArgumentError(
    'write a whole number and s, m, h or d, like 90s, 10m, 24h or 30d; 30 days at most',
  );
}
