import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { labelsInForce } from '../../../src/moderation/state/label-precedence.js';
import { defaultWeights } from '../../../src/moderation/state/reputation.js';
import { COPY_WINDOW_MS } from '../../../src/moderation/state/state.js';
import type { RateSpec, State, StateEvent } from '../../../src/moderation/state/state.js';
import { anEvent } from './an-event.js';
import {
  aGathering,
  APP,
  aRate,
  NOW,
  ratesAsked,
  readingsOf,
  type OpenedState,
  type OpenState,
} from './gatherings.js';
import { labelPrecedenceCases } from './label-precedence-cases.js';
import { NaiveState } from './naive-state.js';
import { aRandomRate } from './random-packets.js';
import { replicaContract } from '../replicas/replica-contract.js';
import type { Question } from '../../../src/moderation/model/question.js';

const SECOND = 1_000;
const DAY = 86_400_000;
const hostile = [
  'a',
  'b',
  'ab',
  '',
  '\0',
  'a\0',
  '\0b',
  '__proto__',
  'constructor',
  '1 a',
  '\ud800',
  ' ',
  ':',
];

export { aGathering, aRate, readingsOf };

/** The contract of every state, in the process or shared. @param numRuns random sequences of each kind */
export function stateContract(name: string, open: OpenState, numRuns = 150): void {
  const opened: OpenedState[] = [];
  const closeAll = async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  };
  afterEach(closeAll);
  const start = async (rates: readonly RateSpec[], past: readonly StateEvent[] = [], now = NOW) => {
    await closeAll();
    const one = await open(past, now, 1);
    opened.push(one);
    one.state.prepare(APP, rates);
    await one.ready();
    return one.state;
  };

  describe(`${name}: counting`, () => {
    it('lets exactly 20 of 64 concurrent packets of one account read 20 or less', async () => {
      const rates = [aRate()];
      const state = await start(rates);
      const all = await Promise.all(
        Array.from({ length: 64 }, async (_, i) => state.gather(aGathering({ source: `s${i}`, rates }))),
      );
      const counts = all.map((gathered) => readingsOf(gathered)[0]?.[0]);
      expect(counts.filter((count) => Number(count) <= 20)).toHaveLength(20);
      expect(counts.filter((count) => count === 21)).toHaveLength(44);
    });

    it('counts an item before it reads for it, and later items after', async () => {
      const rates = [aRate()];
      const state = await start(rates);
      const events = [0, 1, 2].map((item) => anEvent({ item, at: NOW }));
      expect(readingsOf(await state.gather(aGathering({ rates, events })))).toEqual([[1], [2], [3]]);
    });

    it('reads what an earlier item of the packet did to a reputation', async () => {
      const state = await start([]);
      const questions: Question[] = [
        { kind: 'reputation', of: 'to' },
        { kind: 'reputation', of: 'requester' },
        { kind: 'reputationPart', of: 'requester', part: 'rejected' },
        { kind: 'reputation', of: 'from' },
      ];
      // The second is an answer to who issues the call.
      const events = ['other', 'issuer', 'other'].map((toAccount, item) =>
        anEvent({ kind: 'reject', requesterAccount: 'issuer', item, at: NOW, toAccount }),
      );
      expect(readingsOf(await state.gather(aGathering({ events, questions })))).toEqual([
        [49, 50, 0, 50],
        [49, 49, -1, 50],
        [49, 49, -1, 50],
      ]);
    });

    it('takes the window to begin after now − within, and to end with now', async () => {
      const rates = [aRate({ withinMs: SECOND })];
      const state = await start(rates);
      const at = async (time: number, source: string) =>
        readingsOf(await state.gather(aGathering({ source, at: time, rates })))[0]?.[0];
      expect(await at(NOW, 'first')).toBe(1);
      expect(await at(NOW + SECOND - 1, 'second')).toBe(2);
      expect(await at(NOW + SECOND, 'third')).toBe(2);
    });

    it('reads null where the item lacks the dimension', async () => {
      const rates = [aRate({ by: ['fromAccount', 'clientAddress'] })];
      const state = await start(rates);
      expect(readingsOf(await state.gather(aGathering({ rates })))).toEqual([[null]]);
    });

    it('keeps apps apart', async () => {
      const rates = [aRate()];
      const state = await start(rates);
      await state.gather(aGathering({ source: 'one', rates }));
      const other = await state.gather(aGathering({ appId: '1400000001', source: 'two', rates }));
      expect(readingsOf(other)[0]?.[0]).not.toBe(2);
    });

    it('does not count a verdict twice that is handed in twice', async () => {
      const rates = [aRate({ of: 'deny' })];
      const state = await start(rates);
      const events = [anEvent({ kind: 'deny', source: 'one', at: NOW, detail: 'rule' })];
      state.settle({ appId: APP, source: 'one', fingerprint: 'one', answer: '{}', events });
      state.settle({ appId: APP, source: 'one', fingerprint: 'one', answer: '{}', events });
      expect(readingsOf(await state.gather(aGathering({ source: 'two', rates })))).toEqual([[1]]);
    });
  });

  describe(`${name}: copies`, () => {
    it('knows a copy by its fingerprint for 60 s, and gives it the first answer', async () => {
      const state = await start([]);
      const first = aGathering({ source: 'first', fingerprint: 'f' });
      readingsOf(await state.gather(first));
      state.settle({ appId: APP, source: 'first', fingerprint: 'f', answer: 'body', events: [] });
      const copy = await state.gather({ ...first, source: 'second', at: NOW + COPY_WINDOW_MS - 1 });
      expect(copy).toMatchObject({ kind: 'copy', of: 'first' });
      expect(copy.kind === 'copy' && (await copy.answer)).toBe('body');
      const late = await state.gather({ ...first, source: 'third', at: NOW + COPY_WINDOW_MS });
      expect(late.kind).toBe('first');
    });

    it('makes a copy wait for a first one that is in flight', async () => {
      const state = await start([]);
      await state.gather(aGathering({ source: 'first', fingerprint: 'f' }));
      const copy = await state.gather(aGathering({ source: 'second', fingerprint: 'f' }));
      state.settle({ appId: APP, source: 'first', fingerprint: 'f', answer: 'body', events: [] });
      expect(copy.kind === 'copy' && (await copy.answer)).toBe('body');
    });

    it('takes a repetition for new once the first one came to nothing', async () => {
      const state = await start([]);
      await state.gather(aGathering({ source: 'first', fingerprint: 'f' }));
      const copy = await state.gather(aGathering({ source: 'second', fingerprint: 'f' }));
      state.settle({ appId: APP, source: 'first', fingerprint: 'f', answer: null, events: [] });
      expect(copy.kind === 'copy' && (await copy.answer)).toBeNull();
      const again = await state.gather(aGathering({ source: 'second', fingerprint: 'f' }));
      expect(again.kind).toBe('first');
    });

    it('counts a copy not at all', async () => {
      const rates = [aRate()];
      const state = await start(rates);
      await state.gather(aGathering({ source: 'first', fingerprint: 'f', rates }));
      await state.gather(aGathering({ source: 'copy', fingerprint: 'f', rates }));
      expect(readingsOf(await state.gather(aGathering({ source: 'next', rates })))).toEqual([[2]]);
    });
  });

  describe(`${name}: labels`, () => {
    labelContract(start);
  });

  describe(`${name}: beside a list of all events`, () => {
    it('reads the same, whatever comes in whatever order and however often', async () => {
      await fc.assert(
        fc.asyncProperty(aHistory(), fc.array(aRandomRate(), { maxLength: 4 }), async (steps, rates) => {
          const past = steps.filter((step) => step.past).map((step) => step.event);
          const naive = new NaiveState();
          for (const event of past) naive.record(event);
          const state = await start(rates, past);
          for (const { event } of steps.filter((step) => !step.past)) {
            await compare(state, naive, event, rates);
          }
          await closeAll();
        }),
        { numRuns },
      );
    });
  });

  replicaContract(name, open, numRuns);
}

/** Both changes of a case in either order, then the label read as time passes. */
function labelContract(
  start: (rates: readonly RateSpec[], past?: readonly StateEvent[], now?: number) => Promise<State>,
): void {
  const labelOf = async (state: State, account: string, at: number) => {
    const source = `${account} ${at} ${Math.random()}`;
    const events = [anEvent({ source, at, fromAccount: account })];
    const gathered = await state.gather(
      aGathering({ source, at, events, questions: [{ kind: 'labels', of: 'from' }] }),
    );
    return readingsOf(gathered)[0]?.[0];
  };

  it.each(labelPrecedenceCases)('counts, of two changes of a label, $it', async ({ winner, loser }) => {
    for (const changes of [
      [winner, loser],
      [loser, winner],
    ]) {
      const state = await start([], [], NOW);
      for (const change of changes)
        state.applyLabelChange({ appId: APP, account: 'ann', label: 'x', ...change });
      // Changes are applied in their order, so this one is there last.
      state.applyLabelChange({
        appId: APP,
        account: 'last',
        label: 'x',
        at: NOW,
        expiresAt: null,
        cleared: false,
      });
      while (JSON.stringify(await labelOf(state, 'last', NOW)) !== '["x"]') await pause(5);
      for (const at of [NOW + 2, NOW + 15, NOW + 25]) {
        expect(await labelOf(state, 'ann', at)).toEqual(labelsInForce([['x', winner]], at));
      }
    }
  });
}

async function compare(state: State, naive: NaiveState, event: StateEvent, rates: readonly RateSpec[]) {
  const { appId, source, at, fromAccount, toAccount } = event;
  naive.advance(at);
  naive.record(event);
  if (event.kind === 'deny' || event.kind === 'flag' || event.kind === 'label') {
    state.settle({ appId, source, fingerprint: source, answer: '{}', events: [event] });
    return;
  }
  const questions: Question[] = [
    ...ratesAsked(rates),
    { kind: 'reputation', of: 'to' },
    { kind: 'reputation', of: 'from' },
    { kind: 'sinceUnblock' },
    { kind: 'labels', of: 'from' },
  ];
  const gathered = await state.gather({
    appId,
    source,
    fingerprint: `${source}${at}`,
    at,
    rates,
    reputation: defaultWeights,
    events: [event],
    questions,
  });
  expect(readingsOf(gathered)).toEqual([
    [
      ...rates.map((rate) => naive.rate(rate, event)),
      naive.reputation(appId, toAccount),
      naive.reputation(appId, fromAccount),
      naive.sinceUnblock(appId, fromAccount, toAccount),
      naive.labels(appId, fromAccount),
    ],
  ]);
}

/** Events of the last 40 days, some recorded before the state was opened, then live ones whose times go to and fro. */
function aHistory() {
  const account = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('a', 'b') }, fc.constantFrom(...hostile));
  const step = fc
    .record({
      past: fc.boolean(),
      offset: fc.oneof(
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 90 }).map((seconds) => seconds * SECOND),
        fc.integer({ min: 0, max: 40 }).map((days) => days * DAY),
      ),
      number: fc.nat(30),
      item: fc.nat(2),
      kind: fc.constantFrom('agree', 'agree', 'reject', 'response', 'deny', 'flag', 'label', 'unblock'),
      fromAccount: account,
      requesterAccount: account,
      toAccount: account,
      clientAddress: fc.constantFrom(null, '192.0.2.1', '2001:db8::1'),
      detail: fc.constantFrom('x', 'y', '__proto__'),
    })
    .map(({ past, offset, number, ...rest }) => {
      // Before it was opened time is counted backwards, and afterwards forwards.
      const at = past ? NOW - offset : NOW + offset;
      return { past, event: anEvent({ ...rest, at, source: `${number} ${at}` }) };
    });
  // The same name has the same content, as it does in real life.
  return fc.array(step, { maxLength: 80 }).map((steps) => {
    const byName = new Map<string, (typeof steps)[number]>();
    return steps.map((one) => {
      const name = JSON.stringify([one.event.source, one.event.item, one.event.kind]);
      const known = byName.get(name) ?? one;
      byName.set(name, known);
      return known;
    });
  });
}
