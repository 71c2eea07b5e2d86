import type { EntityManager } from 'typeorm';
import type { DecisionRecord } from '../../journal/records/record.js';
import { accountColumn } from '../../escape-text.js';
import { column, escaped, insertRows, timestamp } from './columns.js';

/** A rule set that got its number after it had judged. */
const NUMBER = `coalesce(given.rule_set_number, (
  select max(rule_set.number) from rule_set
  where rule_set.sdk_app_id = given.sdk_app_id and rule_set.hash = given.rule_set_hash))`;

/** One row a decision. */
export async function insertDecisions(
  manager: EntityManager,
  rows: readonly DecisionRecord[],
): Promise<void> {
  const columns = {
    id: column(rows, 'uuid', ({ head }) => head.id),
    received_at: column(rows, 'timestamptz', ({ head }) => timestamp(head.at)),
    sdk_app_id: column(rows, 'bigint', ({ head }) => head.appId),
    from_account: column(rows, 'text', ({ head }) => accountColumn(head.fromAccount)),
    requester_account: column(rows, 'text', ({ head }) => accountColumn(head.requesterAccount)),
    client_address: column(rows, 'text', ({ head }) => escaped(head.clientAddress)),
    platform: column(rows, 'text', ({ head }) => escaped(head.platform)),
    request_id: column(rows, 'text', ({ head }) => escaped(head.requestId)),
    event_time_ms: column(rows, 'bigint', ({ head }) => wholeNumber(head.eventTime)),
    fingerprint: column(rows, 'text', ({ head }) => head.fingerprint),
    duplicate_of: column(rows, 'uuid', ({ head }) => head.duplicateOf),
    rule_set_number: column(rows, 'integer', ({ head }) => head.ruleSetNumber),
    rule_set_hash: column(rows, 'text', ({ head }) => head.ruleSetHash),
    control_revision: column(rows, 'integer', ({ head }) => head.controlRevision),
    engine_version: column(rows, 'text', ({ head }) => head.engineVersion),
    items: column(rows, 'integer', ({ head }) => head.items),
    judged: column(rows, 'integer', ({ head }) => head.judged),
    denied: column(rows, 'integer', ({ head }) => head.denied),
    degraded: column(rows, 'text', ({ head }) => `{${head.degraded.join(',')}}`),
    gathering_us: column(rows, 'integer', ({ head }) => head.gathering),
    judging_us: column(rows, 'integer', ({ head }) => head.judging),
    verdicts: column(rows, 'jsonb', ({ verdicts }) => verdicts),
    effects: column(rows, 'jsonb', ({ effects }) => effects),
    packet: column(rows, 'text', ({ packet }) => packet),
    readings: column(rows, 'text', ({ readings }) => readings),
  };
  await insertRows(manager, 'decision', columns, {
    rule_set_number: NUMBER,
    degraded: 'given.degraded::text[]',
  });
}

/** A time that no column can hold is in the packet only. */
function wholeNumber(value: number | null): number | null {
  if (value === null) return null;
  const whole = Math.trunc(value);
  return Number.isSafeInteger(whole) ? whole : null;
}
