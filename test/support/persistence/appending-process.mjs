// Appends decisions as fast as it can, and prints the id of each one that is durable, a line each. To be killed.
import { v7 } from 'uuid';
import { JournalDecisionLog } from '../../../dist/src/persistence/journal/journal-decision-log.js';
import { Journal, LIMITS } from '../../../dist/src/persistence/journal/journal.js';
import { ReceiptClock } from '../../../dist/src/runtime/receipt-clock.js';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const limits = { ...LIMITS, segmentBytes: 64 * 1024 };
const journal = await Journal.open(process.argv[2], { log, clock: new ReceiptClock(), limits });
const decisionLog = new JournalDecisionLog(journal, log, 'test');

function delivery() {
  return {
    id: v7(),
    appId: '1400000000',
    receivedAt: Date.now(),
    fingerprint: 'f'.repeat(64),
    platform: null,
    clientAddress: null,
    requestId: null,
    query: {},
    problems: [],
  };
}

function aDecision() {
  const item = {
    kind: 'response',
    toAccount: 'to',
    remark: 'x'.repeat(300),
    tagName: null,
    action: 'Response_Action_Agree',
  };
  const accounts = { fromAccount: 'from', requesterAccount: 'from', requesterAssumed: true };
  return {
    callback: { ...delivery(), ...accounts, eventTime: null, items: [item] },
    duplicateOf: null,
    ruleSet: { number: 1, hash: 'a'.repeat(64) },
    controlRevision: 1,
    verdicts: [{ code: 0, rule: null, matched: [], degraded: null }],
    effects: [],
    readings: [[]],
    judged: 1,
    durations: { gathering: 1, judging: 1 },
  };
}

async function appendForEver(one) {
  for (;;) process.stdout.write(`${await one()}\n`);
}

async function decide() {
  const decision = aDecision();
  await decisionLog.recordDecision(decision);
  return `decision ${decision.callback.id}`;
}

async function unblock() {
  const callback = { ...delivery(), pairs: [{ fromAccount: 'a', toAccount: 'b' }] };
  await decisionLog.recordDeletion(callback, null);
  return `blocklist_deletion ${callback.id}`;
}

await Promise.all([
  ...Array.from({ length: 12 }, () => appendForEver(decide)),
  ...Array.from({ length: 4 }, () => appendForEver(unblock)),
]);
