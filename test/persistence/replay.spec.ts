import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EnvelopeWriter } from '../../src/callbacks/envelope-writer.js';
import type { FriendResponseCallback } from '../../src/moderation/model/callback.js';
import { checkRuleSetSource } from '../../src/moderation/engine/check-rule-set-source.js';
import { FriendResponseModerator } from '../../src/moderation/friend-response-moderator.js';
import { alignRepeatedAccounts, judge } from '../../src/moderation/engine/judge.js';
import type { Json } from '../../src/moderation/model/json.js';
import { Unknown, type Reading, type UnknownReason } from '../../src/moderation/model/reading.js';
import type { RuleSet } from '../../src/moderation/engine/rule-set.js';
import { ShadowEvaluator } from '../../src/moderation/shadow-evaluator.js';
import { MemoryState } from '../../src/persistence/state/memory/memory-state.js';
import type { Database } from '../../src/persistence/postgres/connection/database.js';
import { PostgresRuleSetStore } from '../../src/persistence/postgres/rule-sets/postgres-rule-set-store.js';
import { readRuleFolder } from '../../src/persistence/rule-folder/read-rule-folder.js';
import { sourceOfStored } from '../../src/policy/publishing/stored-rule-set.js';
import { ActiveRuleSetRegistry } from '../../src/policy/publishing/active-rule-set-registry.js';
import { Publisher } from '../../src/policy/publishing/publisher.js';
import { sourceOfFiles } from '../../src/policy/rule-files/source-of-files.js';
import { aCallback, aResponse } from '../support/moderation/builders.js';
import { databaseForAll, type TestDatabase } from '../support/persistence/database.js';
import { aJournalInto, rowsOf } from '../support/persistence/journal-into-database.js';
import { ListedHistory } from '../support/state/listed-history.js';
import { TestEventLoop } from '../support/moderation/ports.js';
import { quiet } from '../support/quiet.js';
import { FilePendingRuleSets } from '../../src/persistence/rule-sets/file-pending-rule-sets.js';
import { aFolder } from '../support/temporary-folder.js';

const APP = '1400000000';

interface Row {
  readonly id: string;
  readonly received_at: Date;
  readonly packet: string;
  readonly readings: string;
  readonly verdicts: readonly object[];
  readonly rule_set_hash: string;
}

/** How a stored reading is read again. */
function readingOf(stored: Json): Reading {
  if (stored === null || typeof stored !== 'object' || !('unknown' in stored)) return stored;
  const reasons: readonly UnknownReason[] = ['rebuilding', 'capacity', 'state', 'late', 'failed'];
  const reason = reasons.find((each) => each === stored['unknown']);
  return reason === undefined ? stored : Unknown.because(reason);
}

/** Packets that meet many of the starting rules, from a stream that goes on for an hour. */
function traffic(): FriendResponseCallback[] {
  const start = quiet.clock.now() - 3_600_000;
  return Array.from({ length: 60 }, (_, index) =>
    aCallback({
      id: `019a0000-0000-7000-8000-${String(index).padStart(12, '0')}`,
      appId: APP,
      receivedAt: start + index * 5_000,
      fingerprint: String(index).padStart(64, '0'),
      fromAccount: index % 7 === 0 ? 'friendgate-demo-banned' : `who-${index % 2}`,
      requesterAccount: index % 5 === 0 ? 'another' : 'who-1',
      eventTime: index % 3 === 0 ? null : start,
      clientAddress: index % 4 === 0 ? null : `203.0.113.${index % 3}`,
      items: [
        aResponse({
          toAccount: `to-${index}`,
          remark: ['hello', 'lone \uD800', 'online casino', null][index % 4] ?? null,
        }),
        aResponse({ toAccount: `to-${index % 3}`, action: 'Response_Action_Reject' }),
        // A remark that is no text: what depends on it is unknown.
        aResponse({ toAccount: `odd-${index}`, unreadable: ['remark'], extra: { Remark: true } }),
      ],
    }),
  );
}

describe('a decision in the database', () => {
  let database: Database;
  let place: TestDatabase;
  databaseForAll((open, where) => {
    database = open;
    place = where;
  });

  it('gives its verdicts again, from what the database holds and nothing else', async () => {
    const folder = await aFolder();
    const store = new PostgresRuleSetStore(database);
    await judgeAll(store, folder.path);
    await folder.remove();

    const kept = await store.latest(APP);
    const checked = kept === null ? null : checkRuleSetSource(sourceOfStored(kept));
    if (checked === null || 'problems' in checked) throw new Error('the kept rule set is unsound');
    const rows = await rowsOf<Row>(database, 'select * from decision order by received_at');
    expect(rows).toHaveLength(60);
    expect(rows.map((row) => verdictsAgain(row, checked.ruleSet))).toEqual(
      rows.map(({ verdicts }) => verdicts),
    );
    const codes = new Set(rows.flatMap(({ verdicts }) => verdicts.map((verdict) => JSON.stringify(verdict))));
    expect(codes.size).toBeGreaterThan(3);
  }, 60_000);

  async function judgeAll(store: PostgresRuleSetStore, path: string): Promise<void> {
    const { drain, log, close } = await aJournalInto(database, path, place.address);
    const eventLoop = new TestEventLoop();
    const state = new MemoryState({
      history: new ListedHistory(),
      clock: quiet.clock,
      counterMemoryBytes: 2 ** 24,
    });
    const live = new ActiveRuleSetRegistry();
    const pending = await FilePendingRuleSets.open(join(path, 'pending'), quiet.log);
    const publisher = new Publisher([APP], { registry: live, store, pending, state, log: quiet.log });
    const files = sourceOfFiles(readRuleFolder('rules').files);
    if ('problems' in files) throw new Error(JSON.stringify(files.problems));
    await publisher.publish(files.source);
    const replyWriter = new EnvelopeWriter();
    const shadow = new ShadowEvaluator({ decisionLog: log, clock: quiet.clock, eventLoop });
    const ports = {
      ruleSets: live,
      state,
      decisionLog: log,
      replyWriter,
      eventLoop,
      shadowEvaluator: shadow,
      ...quiet,
    };
    const gate = new FriendResponseModerator(ports, { deadlineMs: 1_000, onFailure: 'allow' });
    for (const callback of traffic()) await gate.moderate(callback, quiet.clock.micros());
    drain.start();
    await drain.whenDrained();
    publisher.stop();
    await state.stop();
    await close();
  }

  /** Judges the stored readings once more. */
  function verdictsAgain(row: Row, ruleSet: RuleSet): object[] {
    expect(row.rule_set_hash).toBe(ruleSet.hash);
    const packet: Pick<FriendResponseCallback, 'fromAccount' | 'requesterAccount' | 'items'> = JSON.parse(
      row.packet,
    );
    const stored: readonly (readonly Json[])[] = JSON.parse(row.readings);
    const callback = aCallback({ ...packet, appId: APP, id: row.id, receivedAt: row.received_at.getTime() });
    const verdicts = stored.map(
      (readings, item) => judge(ruleSet, callback, item, readings.map(readingOf), 'allow').verdict,
    );
    return alignRepeatedAccounts(packet.items, verdicts).map(
      ({ code, rule, ruleVersion, matched, degraded }) => ({
        code,
        ...(rule === null ? {} : { rule }),
        ...(ruleVersion === undefined ? {} : { ruleVersion }),
        ...(matched.length === 0 ? {} : { matched }),
        ...(degraded === null ? {} : { degraded }),
      }),
    );
  }
});
