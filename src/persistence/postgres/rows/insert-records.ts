import type { EntityManager } from 'typeorm';
import type { JournalRecord } from '../../journal/records/record.js';
import { insertDecisions } from './insert-decisions.js';
import { insertDeletions } from './insert-deletions.js';
import { insertEvents } from './insert-events.js';
import { insertLabelChanges } from './insert-label-changes.js';
import { insertShadowMatches } from './insert-shadow-matches.js';

/** The rows of one table, and the records from which they are made. */
export interface TableInsert {
  readonly table: string;
  readonly records: readonly JournalRecord[];
  run(manager: EntityManager): Promise<void>;
}

/** Writes records of the journal into their tables, with one statement for each table. */
export async function insertRecords(
  manager: EntityManager,
  records: readonly JournalRecord[],
): Promise<void> {
  for (const insert of tableInserts(records)) await insert.run(manager);
}

/** The statements that records need. */
export function tableInserts(records: readonly JournalRecord[]): readonly TableInsert[] {
  const decisions = records.filter((record) => record.kind === 'decision');
  const deletions = records.filter((record) => record.kind === 'deletion');
  const shadows = records.filter((record) => record.kind === 'shadow');
  const counted = [...decisions, ...deletions];
  const inserts: readonly TableInsert[] = [
    { table: 'decision', records: decisions, run: (manager) => insertDecisions(manager, decisions) },
    { table: 'event', records: counted, run: (manager) => insertEvents(manager, counted) },
    { table: 'label_change', records: decisions, run: (manager) => insertLabelChanges(manager, decisions) },
    {
      table: 'blocklist_deletion',
      records: deletions,
      run: (manager) =>
        insertDeletions(
          manager,
          deletions.map(({ head }) => head),
        ),
    },
    {
      table: 'shadow_match',
      records: shadows,
      run: (manager) =>
        insertShadowMatches(
          manager,
          shadows.map(({ head }) => head),
        ),
    },
  ];
  return inserts.filter(({ records: concerned }) => concerned.length > 0);
}
