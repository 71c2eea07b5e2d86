import type { EntityManager } from 'typeorm';
import type { JournalRecord } from '../../journal/records/record.js';
import { insertDecisions } from './insert-decisions.js';
import { insertDeletions } from './insert-deletions.js';
import { insertEvents } from './insert-events.js';
import { insertLabelChanges } from './insert-label-changes.js';
import { insertShadowMatches } from './insert-shadow-matches.js';

/** Writes everything that records of the journal say, a statement a table. */
export async function insertRecords(
  manager: EntityManager,
  records: readonly JournalRecord[],
): Promise<void> {
  const decisions = records.filter((record) => record.kind === 'decision');
  if (decisions.length > 0) await insertDecisions(manager, decisions);
  await insertEvents(manager, records);
  await insertLabelChanges(manager, records);
  const deletions = records.flatMap((record) => (record.kind === 'deletion' ? record.head : []));
  if (deletions.length > 0) await insertDeletions(manager, deletions);
  const shadows = records.flatMap((record) => (record.kind === 'shadow' ? record.head : []));
  if (shadows.length > 0) await insertShadowMatches(manager, shadows);
}
