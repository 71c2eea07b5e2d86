import type { EntityManager } from 'typeorm';
import type { DecisionRecord } from '../../journal/records/record.js';
import { encodeAccount } from '../../escape-text.js';
import { columnOf, escapeNullable, insertRows, timestampOf } from './columns.js';

/** Looks up the number of a rule set that got it after it had judged. */
const RULE_SET_NUMBER = `coalesce(given.rule_set_number, (
  select max(rule_set.number) from rule_set
  where rule_set.sdk_app_id = given.sdk_app_id and rule_set.hash = given.rule_set_hash))`;

/** Inserts a row for each decision. */
export async function insertDecisions(
  manager: EntityManager,
  rows: readonly DecisionRecord[],
): Promise<void> {
  const columns = {
    id: columnOf(rows, 'uuid', ({ head }) => head.id),
    received_at: columnOf(rows, 'timestamptz', ({ head }) => timestampOf(head.at)),
    sdk_app_id: columnOf(rows, 'bigint', ({ head }) => head.appId),
    from_account: columnOf(rows, 'text', ({ head }) => encodeAccount(head.fromAccount)),
    requester_account: columnOf(rows, 'text', ({ head }) => encodeAccount(head.requesterAccount)),
    client_address: columnOf(rows, 'text', ({ head }) => escapeNullable(head.clientAddress)),
    platform: columnOf(rows, 'text', ({ head }) => escapeNullable(head.platform)),
    request_id: columnOf(rows, 'text', ({ head }) => escapeNullable(head.requestId)),
    event_time_ms: columnOf(rows, 'bigint', ({ head }) => wholeNumber(head.eventTime)),
    fingerprint: columnOf(rows, 'text', ({ head }) => head.fingerprint),
    duplicate_of: columnOf(rows, 'uuid', ({ head }) => head.duplicateOf),
    rule_set_number: columnOf(rows, 'integer', ({ head }) => head.ruleSetNumber),
    rule_set_hash: columnOf(rows, 'text', ({ head }) => head.ruleSetHash),
    reading_table: columnOf(rows, 'text', ({ head }) => head.readingTable || null),
    control_hash: columnOf(rows, 'text', ({ head }) => head.controlHash ?? null),
    control_revision: columnOf(rows, 'integer', ({ head }) => head.controlRevision),
    engine_version: columnOf(rows, 'text', ({ head }) => head.engineVersion),
    items: columnOf(rows, 'integer', ({ head }) => head.items),
    judged: columnOf(rows, 'integer', ({ head }) => head.judged),
    denied: columnOf(rows, 'integer', ({ head }) => head.denied),
    ended: columnOf(rows, 'text', ({ head }) => head.ended ?? null),
    degraded: columnOf(rows, 'text', ({ head }) => `{${head.degraded.join(',')}}`),
    gathering_us: columnOf(rows, 'integer', ({ head }) => head.gathering),
    judging_us: columnOf(rows, 'integer', ({ head }) => head.judging),
    verdicts: columnOf(rows, 'jsonb', ({ verdicts }) => verdicts),
    effects: columnOf(rows, 'jsonb', ({ effects }) => effects),
    packet: columnOf(rows, 'text', ({ packet }) => packet),
    readings: columnOf(rows, 'text', ({ readings }) => readings),
  };
  await insertRows(manager, 'decision', columns, {
    rule_set_number: RULE_SET_NUMBER,
    degraded: 'given.degraded::text[]',
  });
}

/** `null` for a time that the column cannot hold; the packet has it. */
function wholeNumber(value: number | null): number | null {
  if (value === null) return null;
  const whole = Math.trunc(value);
  return Number.isSafeInteger(whole) ? whole : null;
}
