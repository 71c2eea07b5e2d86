import { afterEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { COPY_WINDOW_MS } from '../../../src/moderation/state/state.js';
import type { RateSpec, State, StateEvent } from '../../../src/moderation/state/state.js';
import { anEvent } from '../state/an-event.js';
import {
  aGathering,
  APP,
  aRate,
  NOW,
  readingsOf,
  type OpenedState,
  type OpenState,
} from '../state/gatherings.js';
import { NaiveState } from '../state/naive-state.js';
import { same, settled, SKEW_MS, ReplicaWalk } from '../state/replica-walk.js';
import { aScenario, aLabelChange } from '../state/random-packets.js';
import type { Question } from '../../../src/moderation/model/question.js';

const SECOND = 1_000;

/** Laws that hold whichever replica gets a packet, and whatever its clock says; a state in the process has one replica. */
export function replicaContract(name: string, open: OpenState, numRuns: number): void {
  let opened: OpenedState | null = null;
  const close = async () => {
    await opened?.close();
    opened = null;
  };
  afterEach(close);
  const start = async (rates: readonly RateSpec[], past: readonly StateEvent[] = []) => {
    await close();
    opened = await open(past, NOW, 2);
    const { state: one, others = [] } = opened;
    const states = [one, ...others];
    for (const state of states) state.prepare(APP, rates);
    await opened.ready();
    return (replica: number): State => states[replica % states.length] ?? one;
  };

  describe(`${name}: on two replicas`, () => {
    it('lets exactly 20 of 64 concurrent packets of one account read 20 or less', async () => {
      const rates = [aRate()];
      const at = await start(rates);
      const all = await Promise.all(
        Array.from({ length: 64 }, async (_, i) => at(i).gather(aGathering({ source: `s${i}`, rates }))),
      );
      const counts = all.map((gathered) => readingsOf(gathered)[0]?.[0]);
      expect(counts.filter((count) => Number(count) <= 20)).toHaveLength(20);
      expect(counts.filter((count) => count === 21)).toHaveLength(44);
    });

    it('gives a copy that comes to another the first answer, also when it is in flight', async () => {
      const at = await start([]);
      const first = aGathering({ source: 'first', fingerprint: 'f' });
      readingsOf(await at(0).gather(first));
      const copy = await at(1).gather({ ...first, source: 'second' });
      expect(copy).toMatchObject({ kind: 'copy', of: 'first' });
      at(0).settle({ appId: APP, source: 'first', fingerprint: 'f', answer: '{"a":"ä\0"}', events: [] });
      expect(copy.kind === 'copy' && (await copy.answer)).toBe('{"a":"ä\0"}');
      const late = await at(1).gather({ ...first, source: 'third', at: NOW + COPY_WINDOW_MS });
      expect(late.kind).toBe('first');
    });

    it('counts once what is recorded and comes again', async () => {
      const rates = [aRate(), aRate({ of: 'deny' })];
      const [own, other] = [anEvent({ source: 'one', at: NOW }), anEvent({ source: 'two', at: NOW })];
      const deny = anEvent({ source: 'one', at: NOW, kind: 'deny', detail: 'rule' });
      const at = await start(rates, [own, deny]);
      await at(0).gather(aGathering({ source: 'one', rates }));
      at(0).settle({ appId: APP, source: 'one', fingerprint: 'one', answer: '{}', events: [deny] });
      await settled(at(0), 'one');
      const second = aGathering({ source: 'two', rates, events: [other] });
      expect(readingsOf(await at(1).gather(second))).toEqual([[2, 1]]);
    });

    it('counts what a clock ahead of ours has recorded', async () => {
      const rates = [aRate({ withinMs: 10 * SECOND })];
      const at = await start(rates, [anEvent({ source: 'ahead', at: NOW + 3 * SECOND })]);
      expect(readingsOf(await at(0).gather(aGathering({ rates })))).toEqual([[2]]);
    });

    it('reads as of the latest time that any clock has shown', async () => {
      const rates = [aRate({ withinMs: 10 * SECOND })];
      const at = await start(rates, [anEvent({ source: 'old', at: NOW - 9 * SECOND })]);
      const read = async (replica: number, source: string, time: number) =>
        readingsOf(await at(replica).gather(aGathering({ source, at: time, rates })))[0]?.[0];
      expect(await read(0, 'first', NOW + SECOND)).toBe(1);
      expect(await read(1, 'second', NOW + SECOND - SKEW_MS)).toBe(2);
    });

    it('shows the latest change of a label everywhere, in whatever order changes come', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(aLabelChange(), { maxLength: 12 }), async (changes) => {
          const at = await start([]);
          const naive = new NaiveState();
          naive.advance(NOW);
          changes.forEach((change, i) => {
            at(i).applyLabelChange(change);
            naive.mark(change);
          });
          await shows(at(0), naive.labels(APP, 'a'));
          await shows(at(1), naive.labels(APP, 'a'));
          await close();
        }),
        { numRuns: Math.ceil(numRuns / 3) },
      );
    });

    it('reads as a list of all events does, whichever replica packets come to, in whatever order', async () => {
      await fc.assert(
        fc.asyncProperty(aScenario(), async ({ past, rates, weights, steps }) => {
          const at = await start(rates, past);
          const walk = new ReplicaWalk(at, { rates, weights });
          for (const event of past) walk.naive.record(event);
          for (const step of steps) await walk.take(step);
          await close();
        }),
        { numRuns },
      );
    });
  });
}

/** Waits until an account has exactly these labels. An event that is no label's changes nothing. */
async function shows(state: State, labels: readonly string[]): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const source = `look ${attempt}`;
    const events = [anEvent({ kind: 'label', detail: null, source, fromAccount: 'a' })];
    const questions: Question[] = [{ kind: 'labels', of: 'from' }];
    const [row] = readingsOf(
      await state.gather(aGathering({ source, fingerprint: randomUUID(), events, questions })),
    );
    if (JSON.stringify(row?.[0]) === JSON.stringify(labels)) return;
    if (attempt === 500) same(row?.[0], labels);
    await pause(2);
  }
}
