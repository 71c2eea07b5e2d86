import { afterEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Question } from '../../../src/moderation/model/question.js';
import { COPY_WINDOW_MS } from '../../../src/moderation/state/state.js';
import type { RateSpec, StateEvent } from '../../../src/moderation/state/state.js';
import { anEvent } from './an-event.js';
import { aGathering, APP, aRate, NOW, readingsOf, type OpenedState, type OpenState } from './gatherings.js';
import { aRandomHistory, expectSame } from './compare-with-naive-state.js';
import { labelContract } from './label-contract.js';
import { NaiveState } from './naive-state.js';
import { aRandomRate } from './random-packets.js';
import { replicaContract } from '../replicas/replica-contract.js';

const SECOND = 1_000;

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
        fc.asyncProperty(
          aRandomHistory(),
          fc.array(aRandomRate(), { maxLength: 4 }),
          async (steps, rates) => {
            const past = steps.filter((step) => step.past).map((step) => step.event);
            const naive = new NaiveState();
            for (const event of past) naive.record(event);
            const state = await start(rates, past);
            for (const { event } of steps.filter((step) => !step.past)) {
              await expectSame(state, naive, event, rates);
            }
            await closeAll();
          },
        ),
        { numRuns },
      );
    });
  });

  replicaContract(name, open, numRuns);
}
