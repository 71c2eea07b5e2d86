import type { EntityManager } from 'typeorm';
import type { DecisionHead, JournalRecord } from '../../journal/records/record.js';
import { encodeAccount, escapeText, unescapeText } from '../../escape-text.js';
import { decodeEffects, type LabelEffect } from './decode-effects.js';
import { columnOf, insertRows, timestampOf } from './columns.js';

interface PositionedLabel {
  readonly head: DecisionHead;
  readonly effect: LabelEffect;
  readonly position: number;
}

/** Inserts a row for each label that a rule has set. */
export async function insertLabelChanges(
  manager: EntityManager,
  records: readonly JournalRecord[],
): Promise<void> {
  const rows = records.flatMap(labelsOf);
  if (rows.length === 0) return;
  await insertRows(manager, 'label_change', {
    sdk_app_id: columnOf(rows, 'bigint', ({ head }) => head.appId),
    account: columnOf(rows, 'text', ({ effect }) => encodeAccount(unescapeText(effect.account))),
    label: columnOf(rows, 'text', ({ effect }) => escapeText(unescapeText(effect.label))),
    author: columnOf(rows, 'text', ({ effect }) => `rule:${effect.rule}`),
    at: columnOf(rows, 'timestamptz', ({ head }) => timestampOf(head.at)),
    expires_at: columnOf(rows, 'timestamptz', ({ effect }) =>
      (effect.expiresAt ?? null) === null ? null : timestampOf(effect.expiresAt ?? 0),
    ),
    source: columnOf(rows, 'uuid', ({ head }) => head.id),
    position: columnOf(rows, 'integer', ({ position }) => position),
  });
}

function labelsOf(record: JournalRecord): PositionedLabel[] {
  if (record.kind !== 'decision' || record.head.duplicateOf !== null) return [];
  if (!record.head.events.some(([, kind]) => kind === 'label')) return [];
  return decodeEffects(record.effects).flatMap((effect, position) =>
    effect.type === 'label' ? [{ head: record.head, effect, position }] : [],
  );
}
