import type { EntityManager } from 'typeorm';
import type { Effect } from '../../../moderation/model/decision.js';
import type { DecisionHead, JournalRecord } from '../../journal/records/record.js';
import { accountColumn, escape, unescape } from '../../escape-text.js';
import { column, insertRows, timestamp } from './columns.js';

interface PlacedLabel {
  readonly head: DecisionHead;
  readonly effect: Extract<Effect, { type: 'label' }>;
  readonly position: number;
}

/** One row a label that a rule has set. */
export async function insertLabelChanges(
  manager: EntityManager,
  records: readonly JournalRecord[],
): Promise<void> {
  const rows = records.flatMap(labelsOf);
  if (rows.length === 0) return;
  await insertRows(manager, 'label_change', {
    sdk_app_id: column(rows, 'bigint', ({ head }) => head.appId),
    account: column(rows, 'text', ({ effect }) => accountColumn(unescape(effect.account))),
    label: column(rows, 'text', ({ effect }) => escape(unescape(effect.label))),
    author: column(rows, 'text', ({ effect }) => `rule:${effect.rule}`),
    at: column(rows, 'timestamptz', ({ head }) => timestamp(head.at)),
    expires_at: column(rows, 'timestamptz', ({ effect }) =>
      (effect.expiresAt ?? null) === null ? null : timestamp(effect.expiresAt ?? 0),
    ),
    source: column(rows, 'uuid', ({ head }) => head.id),
    position: column(rows, 'integer', ({ position }) => position),
  });
}

function labelsOf(record: JournalRecord): PlacedLabel[] {
  if (record.kind !== 'decision' || record.head.duplicateOf !== null) return [];
  if (!record.head.events.some(([, kind]) => kind === 'label')) return [];
  // Strings in it are escaped as columns are.
  const effects: readonly Effect[] = JSON.parse(record.effects);
  return effects.flatMap((effect, position) =>
    effect.type === 'label' ? [{ head: record.head, effect, position }] : [],
  );
}
