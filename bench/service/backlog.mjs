import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { encodeDecision } from '../../dist/src/persistence/journal/records/encode-record.js';
import { encodeFrame } from '../../dist/src/persistence/journal/segments/frame.js';
import { Journal } from '../../dist/src/persistence/journal/journal.js';
import { APP } from '../http/packet-template.mjs';

/** Callbacks a second while the database was away. */
const RATE = 500;
const CALLERS = 256;
const clock = { now: () => Date.now(), micros: () => performance.now() * 1_000 };

/** Most callbacks have one item, and one in ten is denied; 24 readings. The same as in `bench/drain.mjs`. */
function aDecision(number, receivedAt) {
  const fromAccount = `user_${number % 20_000}`;
  const items = Array.from({ length: number % 10 === 0 ? 3 : 1 }, (_, item) => ({
    kind: 'response',
    toAccount: `asker_${(number * 7 + item) % 50_000}`,
    remark: 'met you at the conference, nice to see you here',
    tagName: 'colleagues',
    action: 'Response_Action_AgreeAndAdd',
  }));
  const verdict =
    number % 10 === 5
      ? { code: 38010, rule: 'accept-burst', matched: ['accept-burst'], degraded: null }
      : { code: 0, rule: null, matched: [], degraded: null };
  const readings = Array.from({ length: 24 }, (_, i) => (i < 12 ? (number + i) % 22 : null));
  return {
    callback: { ...aCallback(number, receivedAt), fromAccount, requesterAccount: fromAccount, items },
    duplicateOf: null,
    ruleSet: { number: 1, hash: 'a'.repeat(64) },
    controlRevision: 1,
    verdicts: items.map(() => verdict),
    effects: [],
    readings: items.map(() => readings),
    judged: items.length,
    durations: { gathering: 120, judging: 80 },
  };
}

function aCallback(number, receivedAt) {
  return {
    id: v7({ msecs: receivedAt }),
    appId: APP,
    receivedAt,
    fingerprint: String(number).padStart(64, '0'),
    platform: 'android',
    clientAddress: `203.0.113.${number % 256}`,
    requestId: null,
    query: { contenttype: 'json' },
    problems: [],
    requesterAssumed: false,
    eventTime: receivedAt - 40,
  };
}

const frameFor = (number, receivedAt) => encodeFrame(encodeDecision(aDecision(number, receivedAt), 'bench'));

function averageFrame() {
  const lengths = Array.from({ length: 100 }, (_, number) => frameFor(number, Date.now()).length);
  return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
}

/**
 * Appends so many bytes of decisions to the journal of a data folder, as if they had come at a steady rate until now while the
 * database was away. The service must not run.
 */
export async function fillJournal(dataDir, bytes) {
  const folder = join(dataDir, 'journal');
  const journal = await Journal.open(folder, { log: pino({ level: 'warn' }), clock });
  const before = new Set(await readdir(folder));
  const count = Math.ceil(bytes / averageFrame());
  const first = Date.now() - (count * 1_000) / RATE;
  let next = 0;
  const caller = async () => {
    while (next < count) {
      const number = next++;
      await journal.append(frameFor(number, Math.round(first + (number * 1_000) / RATE)));
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  const filled = { decisions: count, bytes: journal.backlog().bytes };
  await journal.close();
  await spreadTimes(folder, before, first);
  return filled;
}

/** Gives the new segments the times at which they would have been written. */
async function spreadTimes(folder, before, first) {
  const made = (await readdir(folder)).filter((name) => !before.has(name)).sort();
  const last = Date.now();
  for (const [index, name] of made.entries()) {
    const at = new Date(first + ((last - first) * (index + 1)) / made.length);
    await utimes(join(folder, name), at, at);
  }
}
