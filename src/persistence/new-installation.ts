import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/** How long the database has to answer, in milliseconds. */
const WITHIN_MS = 5_000;

export interface InstallationPlaces {
  /** `null`: trial storage in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}

/**
 * Whether no friendgate has run here before: there is no journal in the data folder, and the database answers and has no decisions.
 * Where that is not known, one has run. Creates nothing, so that the answer stays the same until the service has started.
 */
export async function isNewInstallation({ databaseUrl, dataDir }: InstallationPlaces): Promise<boolean> {
  if (await hasData(dataDir)) return false;
  return databaseUrl === null || (await hasTableOfDecisions(databaseUrl)) === false;
}

/** Whether a folder, or that of a replica in it, holds a journal or trial storage. */
async function hasData(dataDir: string): Promise<boolean> {
  const replicas = (await entriesOf(dataDir)).filter((name) => name.startsWith('replica-'));
  const folders = ['', ...replicas].flatMap((name) =>
    ['journal', 'trial'].map((part) => join(dataDir, name, part)),
  );
  const contents = await Promise.all(folders.map(entriesOf));
  return contents.some((entries) => entries.length > 0);
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** `null` when the database does not say. */
async function hasTableOfDecisions(connectionString: string): Promise<boolean | null> {
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: WITHIN_MS,
    query_timeout: WITHIN_MS,
  });
  // A connection that breaks later must not end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ found: boolean }>(
      "select to_regclass('decision') is not null as found",
    );
    return rows[0]?.found ?? null;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}
