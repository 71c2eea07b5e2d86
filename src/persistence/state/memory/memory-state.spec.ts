import type { StateEvent } from '../../../moderation/state/state.js';
import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { Unknown } from '../../../moderation/model/reading.js';
import { anEvent } from '../../../../test/support/state/an-event.js';
import { eventHistoryContract } from '../../../../test/support/state/event-history-contract.js';
import { aGathering, aRate, readingsOf, type OpenState } from '../../../../test/support/state/gatherings.js';
import { ListedHistory, ListedLabels } from '../../../../test/support/state/listed-history.js';
import { TestClock } from '../../../../test/support/moderation/ports.js';
import { stateContract } from '../../../../test/support/state/state-contract.js';
import { MemoryState } from './memory-state.js';

const APP = '1400000000';
const NOW = 1_800_000_000_000;
const DAY = 86_400_000;
const states: MemoryState[] = [];

function aState(past: readonly StateEvent[] = [], counterMemoryBytes = 2 ** 20) {
  const clock = new TestClock(NOW);
  const history = new ListedHistory();
  history.events.push(...past);
  const state = new MemoryState({ history, labels: ListedLabels.of(past), clock, counterMemoryBytes });
  states.push(state);
  return { state, clock, history };
}

async function rebuilt(state: MemoryState): Promise<void> {
  while (state.report().rebuilding) await setTimeout(1);
}

afterEach(async () => {
  await Promise.all(states.splice(0).map((state) => state.stop()));
});

eventHistoryContract('a listed history', async (events) => {
  const history = new ListedHistory();
  history.events.push(...events);
  return history;
});

const open: OpenState = async (past) => {
  const { state } = aState(past);
  return { state, ready: () => rebuilt(state), close: async () => state.stop() };
};

stateContract('the state in the process', open);

describe('a backfill', () => {
  const rates = [aRate({ withinMs: 60_000 }), aRate({ withinMs: 30 * DAY })];
  const first = () => aGathering({ source: 'new', rates });

  it('reads as unknown until the past is filled', async () => {
    const { state } = aState([anEvent({ source: 'old', at: NOW - 5 })]);
    state.prepare(APP, rates);
    const unknown = Unknown.because('rebuilding');
    expect(readingsOf(state.gather(first()))).toEqual([[unknown, unknown]]);
    await rebuilt(state);
    expect(readingsOf(state.gather({ ...first(), source: 'next', fingerprint: 'next' }))).toEqual([[2, 2]]);
  });

  it('knows a saturated reading although the past is missing', () => {
    const few = [aRate({ saturateAt: 1 })];
    const { state } = aState();
    expect(readingsOf(state.gather(aGathering({ rates: few })))).toEqual([[1]]);
  });

  it('knows a short window when it has passed, while the history cannot be read', async () => {
    const { state, history } = aState();
    history.failures = 1_000;
    state.prepare(APP, rates);
    await setTimeout(10);
    expect(state.rebuilding).toMatchObject([{ appId: APP, since: NOW, failure: 'the database is away' }]);
    const unknown = Unknown.because('rebuilding');
    const at = (time: number) =>
      readingsOf(state.gather(aGathering({ source: `at ${time}`, at: time, rates })));
    expect(at(NOW + 59_999)).toEqual([[unknown, unknown]]);
    expect(at(NOW + 60_000)).toEqual([[2, unknown]]);
  });

  it('retries a failing history, and counts nothing twice', async () => {
    const past = Array.from({ length: 150 }, (_, i) => anEvent({ source: `old ${i}`, at: NOW - 1_000 + i }));
    const { state, history } = aState(past);
    history.failures = 2;
    const many = [aRate({ saturateAt: 1_000 })];
    state.prepare(APP, many);
    await rebuilt(state);
    expect(readingsOf(state.gather(aGathering({ rates: many })))).toEqual([[151]]);
  });

  it('fills the latest days first', async () => {
    const { state, history } = aState();
    state.prepare(APP, rates);
    await rebuilt(state);
    expect(history.asked[0]).toEqual({ from: NOW + 1 - 600_000, to: NOW + 10_001 });
    expect(history.asked.at(-1)?.from).toBe(NOW + 1 - 35 * DAY);
    for (const { from, to } of history.asked) expect(to - from).toBeLessThanOrEqual(DAY + 10_000);
  });

  it('neither loses nor doubles events in flight when a counter is opened', async () => {
    const { state, history } = aState();
    state.prepare(APP, []);
    await rebuilt(state);
    state.gather(aGathering({ source: 'in flight' }));
    history.events.push(anEvent({ source: 'recorded', at: NOW }));
    state.prepare(APP, rates);
    history.events.push(anEvent({ source: 'in flight', at: NOW }));
    state.gather(aGathering({ source: 'live' }));
    history.events.push(anEvent({ source: 'live', at: NOW }));
    await rebuilt(state);
    expect(readingsOf(state.gather(aGathering({ source: 'last', rates })))).toEqual([[4, 4]]);
  });

  it('answers from an existing counter while a larger one is filled', async () => {
    const { state, history } = aState([anEvent({ source: 'old', at: NOW - 5 })]);
    const small = [aRate({ withinMs: 60_000 })];
    state.prepare(APP, small);
    await rebuilt(state);
    history.failures = 1_000;
    state.prepare(APP, rates);
    const readings = readingsOf(state.gather(first()));
    expect(readings).toEqual([[2, Unknown.because('rebuilding')]]);
  });

  it('drops counters that no rule set needs any more', async () => {
    const { state } = aState([], 2 ** 22);
    state.prepare(APP, [aRate({ of: 'reject' })]);
    await rebuilt(state);
    const rejections = Array.from({ length: 500 }, (_, i) => i);
    const reject = (i: number) => anEvent({ kind: 'reject', fromAccount: `f${i}`, toAccount: 'to', at: NOW });
    state.gather(aGathering({ events: rejections.map(reject) }));
    const before = state.size.keys;
    state.prepare(APP, []);
    state.gather(aGathering({ source: 'later', at: NOW + 600_000, events: [] }));
    for (let i = 0; i < 20_000; i++) {
      const event = anEvent({ kind: 'unblock', fromAccount: 'f', toAccount: `u${i}`, at: NOW + 600_000 });
      state.gather(aGathering({ source: `u${i}`, at: NOW + 600_000, events: [event] }));
    }
    expect(before).toBeGreaterThanOrEqual(500);
    expect(state.size.keys).toBeLessThanOrEqual(before - 500 + 40_000);
    expect(state.evictions).toBe(0);
  });
});

describe('the memory of the state', () => {
  const rates = [aRate()];

  /**
   * @fault flood: more accounts than COUNTER_MEMORY holds
   * @effect Memory stays within its bound; evicted counters read unknown, not zero.
   */
  it('never exceeds its limit, and reads evicted counters as unknown', async () => {
    const bytes = 2 ** 22;
    const { state } = aState([], bytes);
    state.prepare(APP, rates);
    await rebuilt(state);
    const read = (account: string, source: string) => {
      const event = anEvent({ fromAccount: account, toAccount: account, source, at: NOW });
      return readingsOf(state.gather(aGathering({ source, rates, events: [event] })))[0]?.[0];
    };
    expect(read('first', 's')).toBe(1);
    for (let i = 0; i < 62_000; i++) read(`account ${i}`, `s${i}`);
    expect(state.report().bytes).toBeGreaterThan(bytes / 2);
    expect(state.report().bytes).toBeLessThanOrEqual(bytes);
    expect(state.evictions).toBeGreaterThan(1_000);
    expect(read('first', 'again')).toBe(Unknown.because('capacity'));
    const fresh = Array.from({ length: 1_000 }, (_, i) => read(`new ${i}`, `n${i}`));
    expect(fresh.filter((reading) => reading === 1).length).toBeGreaterThan(800);
  });

  it('evicts expired keys before live ones', async () => {
    const { state } = aState([], 2 ** 20);
    const short = [aRate({ withinMs: 1_000 })];
    state.prepare(APP, short);
    await rebuilt(state);
    for (let i = 0; i < 200_000; i++) {
      const at = NOW + i;
      const event = anEvent({ fromAccount: `a${i}`, toAccount: `a${i}`, at, source: `s${i}` });
      state.gather(aGathering({ source: `s${i}`, at, rates: short, events: [event], questions: [] }));
    }
    expect(state.evictions).toBe(0);
  });

  it('evicts the oldest answers when they take too much', () => {
    const state = new MemoryState({
      history: new ListedHistory(),
      clock: new TestClock(NOW),
      counterMemoryBytes: 2 ** 20,
      answerMemoryBytes: 1_000_000,
    });
    states.push(state);
    const answer = 'x'.repeat(400_000);
    for (const source of ['one', 'two']) {
      state.gather(aGathering({ source, fingerprint: source }));
      state.settle({ appId: APP, source, fingerprint: source, answer, events: [] });
    }
    expect(state.gather(aGathering({ source: 'copy', fingerprint: 'two' })).kind).toBe('copy');
    expect(state.gather(aGathering({ source: 'copy', fingerprint: 'one' })).kind).toBe('first');
  });
});

describe('after a restart', () => {
  it('recognises copies of callbacks that were answered before it', async () => {
    const { state } = aState();
    const sent = { appId: APP, fingerprint: 'f', source: 'before', answer: 'body' };
    state.restoreResponses([
      { ...sent, at: NOW - 59_999 },
      { ...sent, fingerprint: 'g', at: NOW - 60_000 },
    ]);
    const copy = state.gather(aGathering({ source: 'after', fingerprint: 'f' }));
    expect(copy).toMatchObject({ kind: 'copy', of: 'before' });
    expect(copy.kind === 'copy' && (await copy.answer)).toBe('body');
    expect(state.gather(aGathering({ source: 'after', fingerprint: 'g' })).kind).toBe('first');
  });
});
