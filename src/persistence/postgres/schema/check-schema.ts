import type { EntityManager } from 'typeorm';

/** Everything that records and rules are written to. Rows of a day without a partition go to the default one. */
const tables = [
  'decision',
  'decision_default',
  'event',
  'event_default',
  'blocklist_deletion',
  'blocklist_deletion_default',
  'shadow_match',
  'shadow_match_default',
  'label_change',
  'rule_set',
  'list_revision',
  'journal_reject',
  'replica',
];

export interface SchemaCheck {
  readonly missing: readonly string[];
  /** Not even the list of migrations is there: the database was dropped and created again. */
  readonly isEmpty: boolean;
  readonly isReadOnly: boolean;
}

/** Looks whether the tables are there and may be written. */
export async function checkSchema(manager: EntityManager): Promise<SchemaCheck> {
  const [row] = await manager.query<
    { readonly missing: readonly string[]; readonly empty: boolean; readonly read_only: boolean }[]
  >(
    `select array(select name from unnest($1::text[]) name where to_regclass(name) is null) as missing,
       to_regclass('friendgate_migration') is null as empty,
       current_setting('transaction_read_only') = 'on' as read_only`,
    [tables],
  );
  return {
    missing: row?.missing ?? [],
    isEmpty: row?.empty === true,
    isReadOnly: row?.read_only === true,
  };
}

/** The result in plain words; `null` when nothing is wrong. */
export function schemaProblem({ missing, isEmpty, isReadOnly }: SchemaCheck): string | null {
  if (isReadOnly) return 'the database is read-only: records wait until it can be written';
  if (isEmpty) return 'the database is empty: it was created anew, and its tables are being made';
  if (missing.length === 0) return null;
  const named = missing.map((name) => `"${name}"`).join(', ');
  return `the database has no ${missing.length === 1 ? 'table' : 'tables'} ${named}: restore what is missing from a backup`;
}
