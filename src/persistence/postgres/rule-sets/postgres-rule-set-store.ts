import { In, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { parseJson } from '../../../moderation/model/json.js';
import type { Entries } from '../../../moderation/lists/list-entry.js';
import type { ListSource } from '../../../moderation/lists/list.js';
import {
  RuleSetStore,
  type StoredRuleSet,
  type ListRevision,
} from '../../../policy/publishing/rule-set-store.js';
import type { Database } from '../connection/database.js';
import { decodeEntries } from '../../../moderation/lists/entry-codec.js';
import { deflateEntries, inflateEntries } from './deflate-entries.js';
import { NOTIFY, type Topic } from '../replication/notifications.js';
import { listRevisionRows, ruleSetRows, type ListRevisionRow, type RuleSetRow } from './rule-set-rows.js';
import { listKinds } from '../../../moderation/model/list-lookup.js';

const listsSchema = z.array(z.object({ name: z.string(), kind: z.enum(listKinds), revision: z.string() }));

/** Keeps rule sets by number in `rule_set`, and the entries of their lists in `list_revision`. */
export class PostgresRuleSetStore extends RuleSetStore {
  constructor(private readonly database: Database) {
    super();
  }

  override publish(appId: string, ruleSet: StoredRuleSet): Promise<number> {
    return this.database.transaction(async (manager) => {
      // When two replicas publish at once, the second waits and then finds the number of the first.
      await manager.query('select pg_advisory_xact_lock(hashtext($1))', [`friendgate rule set ${appId}`]);
      await insertReadingTable(manager, ruleSet.readingTable);
      const latest = await latestRow(manager, appId);
      if (latest?.hash === ruleSet.hash) return latest.number;
      await insertLists(manager, ruleSet.lists);
      const number = (latest?.number ?? 0) + 1;
      await manager.getRepository(ruleSetRows).insert({
        appId,
        number,
        hash: ruleSet.hash,
        content: JSON.stringify(ruleSet.content),
        lists: JSON.stringify(
          ruleSet.lists.map(({ revision, list: { name, kind } }) => ({ name, kind, revision })),
        ),
      });
      await manager.query(NOTIFY, ['rule-set' satisfies Topic]);
      return number;
    });
  }

  override newest(appId: string): Promise<{ readonly number: number; readonly hash: string } | null> {
    return this.database.transaction((manager) =>
      manager.getRepository(ruleSetRows).findOne({
        select: { appId: true, number: true, hash: true },
        where: { appId },
        order: { number: 'DESC' },
      }),
    );
  }

  override latest(
    appId: string,
    held: ReadonlyMap<string, ListSource> = new Map(),
  ): Promise<(StoredRuleSet & { readonly number: number }) | null> {
    return this.database.transaction(async (manager) => {
      const row = await latestRow(manager, appId);
      if (row === null) return null;
      const content = parseJson(row.content);
      return { number: row.number, hash: row.hash, content, lists: await listsOf(manager, row, held) };
    });
  }
}

function latestRow(manager: EntityManager, appId: string): Promise<RuleSetRow | null> {
  return manager.getRepository(ruleSetRows).findOne({ where: { appId }, order: { number: 'DESC' } });
}

async function insertReadingTable(
  manager: EntityManager,
  table: StoredRuleSet['readingTable'],
): Promise<void> {
  if (table === undefined) return;
  await manager.query('insert into reading_table (hash, content) values ($1, $2) on conflict do nothing', [
    table.hash,
    JSON.stringify(table.content),
  ]);
}

/** Inserts the revisions that are not kept yet, since writing a long list takes long. */
async function insertLists(manager: EntityManager, lists: readonly ListRevision[]): Promise<void> {
  const revisions = lists.map(({ revision }) => revision);
  const kept = await manager
    .getRepository(listRevisionRows)
    .find({ select: { revision: true }, where: { revision: In(revisions) } });
  const missing = lists.filter(({ revision }) => !kept.some((row) => row.revision === revision));
  for (const { revision, list } of missing) {
    await manager.query(
      'insert into list_revision (revision, deflated) values ($1, $2) on conflict do nothing',
      [revision, await deflateEntries(list.entries)],
    );
  }
}

async function listsOf(
  manager: EntityManager,
  row: RuleSetRow,
  held: ReadonlyMap<string, ListSource>,
): Promise<ListRevision[]> {
  const named = listsSchema.parse(parseJson(row.lists));
  const revisions = named.map(({ revision }) => revision).filter((revision) => !held.has(revision));
  const rows = await manager.getRepository(listRevisionRows).findBy({ revision: In(revisions) });
  const entriesOf = new Map<string, Entries>();
  for (const kept of rows) entriesOf.set(kept.revision, await entriesIn(kept));
  return named.map(({ name, kind, revision }) => {
    const same = held.get(revision);
    if (same?.name === name && same.kind === kind) return { revision, list: same };
    return { revision, list: { name, kind, entries: same?.entries ?? entriesOf.get(revision) ?? [] } };
  });
}

/** Earlier versions kept entries uncompressed. */
function entriesIn({ entries, deflated: bytes }: ListRevisionRow): Promise<Entries> | Entries {
  if (bytes !== null) return inflateEntries(bytes);
  return decodeEntries(entries);
}
