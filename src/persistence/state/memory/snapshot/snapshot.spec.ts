import type { Question } from '../../../../moderation/model/question.js';
import type { StateEvent, RateSpec } from '../../../../moderation/state/state.js';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { anEvent } from '../../../../../test/support/state/an-event.js';
import { ListedHistory } from '../../../../../test/support/state/listed-history.js';
import { ListedTail } from '../../../../../test/support/state/listed-tail.js';
import { NaiveState } from '../../../../../test/support/state/naive-state.js';
import { TestClock } from '../../../../../test/support/moderation/ports.js';
import { aGathering, aRate, ratesAsked, readingsOf } from '../../../../../test/support/state/gatherings.js';
import { aFolder } from '../../../../../test/support/temporary-folder.js';
import type { Log } from '../../../../runtime/log.js';
import { Unknown } from '../../../../moderation/model/reading.js';
import { openSnapshotSource } from './snapshot-source.js';
import { MemoryState } from '../memory-state.js';

const APP = '1400000000';
const NOW = 1_800_000_000_000;
const DAY = 86_400_000;
const rates = [
  aRate({ withinMs: 60_000, saturateAt: 3 }),
  aRate({ withinMs: DAY, saturateAt: 1_000, by: ['toAccount'] }),
  aRate({ of: 'response', withinMs: 30 * DAY, saturateAt: 40, distinct: 'toAccount' }),
];

let folder: Awaited<ReturnType<typeof aFolder>>;
beforeAll(async () => {
  folder = await aFolder();
});
afterAll(() => folder.remove());

/** One process after the other on one data folder, with one history and one journal. */
class Lives {
  readonly history = new ListedHistory();
  readonly tail = new ListedTail();
  readonly clock = new TestClock(NOW);
  readonly naive = new NaiveState();
  readonly warnings: unknown[] = [];
  private number = 0;

  constructor(readonly dataDir: string) {}

  async start(wanted: readonly RateSpec[] = rates, counterMemoryBytes = 2 ** 20): Promise<MemoryState> {
    const { clock, history, tail } = this;
    const keep = (facts: object) => void this.warnings.push(facts);
    const log: Log = { error: keep, warn: keep, info: () => {}, debug: () => {} };
    const snapshotSource = await openSnapshotSource(this.dataDir, tail, { clock, log });
    const state = new MemoryState({
      history,
      clock,
      counterMemoryBytes,
      log,
      snapshotSource: snapshotSource,
    });
    state.prepare(APP, wanted);
    return state;
  }

  /** Counts an event, journals it, and gives what the state and the list say of it. */
  play(state: MemoryState, event: StateEvent, asked: readonly RateSpec[] = rates) {
    this.clock.nowMs = Math.max(this.clock.nowMs, event.at);
    this.naive.advance(event.at);
    this.naive.record(event);
    const source = `${event.source} ${this.number++}`;
    const questions: Question[] = [...ratesAsked(asked), { kind: 'reputation', of: 'to' }];
    const packet = { source, at: event.at, rates: asked, events: [event], questions };
    const read = readingsOf(state.gather(aGathering(packet)))[0];
    state.settle({ appId: APP, source, fingerprint: source, answer: '{}', events: [] });
    this.tail.events.push(event);
    const { toAccount } = event;
    const real = [
      ...asked.map((rate) => this.naive.rate(rate, event)),
      this.naive.reputation(APP, toAccount),
    ];
    return { read, real };
  }
}

async function aLife(): Promise<Lives> {
  return new Lives((await aFolder()).path);
}

async function recovered(state: MemoryState): Promise<void> {
  state.startRecovery();
  while (state.rebuilding.length > 0) await setTimeout(1);
}

const anAgreement = (number: number, changes: Partial<StateEvent> = {}) =>
  anEvent({ source: `s${number}`, toAccount: `to ${number}`, at: NOW + number, ...changes });

function events(): fc.Arbitrary<StateEvent[]> {
  const account = fc.constantFrom('a', 'b', 'c', '__proto__');
  const step = fc.record({
    kind: fc.constantFrom('agree', 'reject', 'response'),
    fromAccount: account,
    toAccount: account,
    after: fc.oneof(fc.nat(5), fc.nat(90_000), fc.integer({ min: 0, max: 9 * DAY })),
  });
  return fc.array(step, { maxLength: 40 }).map((steps) => {
    let at = NOW;
    return steps.map(({ after, ...rest }, i) => {
      at += after;
      return anEvent({ ...rest, requesterAccount: rest.fromAccount, source: `s${i}`, at });
    });
  });
}

describe('a state that was stopped', () => {
  it('continues from its snapshot, without any history', async () => {
    const lives = await aLife();
    const first = await lives.start();
    await recovered(first);
    for (let i = 0; i < 50; i++) lives.play(first, anAgreement(i, { toAccount: 'b' }));
    await first.stop();
    lives.history.failures = 1_000;
    const second = await lives.start();
    const early = lives.play(second, anAgreement(50, { toAccount: 'b' }));
    expect(early.read?.[1]).toBe(Unknown.because('rebuilding'));
    await recovered(second);
    const { read, real } = lives.play(second, anAgreement(51, { toAccount: 'b' }));
    expect(read).toEqual(real);
    expect(read?.[1]).toBe(52);
    expect(lives.history.asked.at(-1)?.to).toBeLessThanOrEqual(NOW + 1);
    await second.stop();
    expect(lives.warnings).toEqual([]);
  });

  it('reads the same as a list of all events, through any number of starts and kills', async () => {
    await fc.assert(
      fc.asyncProperty(events(), fc.array(fc.constantFrom('stop', 'kill')), async (all, ends) => {
        const lives = await aLife();
        let state = await lives.start();
        await recovered(state);
        // As after the events that it never saw: it began with nothing.
        for (const [i, event] of all.entries()) {
          const end = i % 5 === 4 ? ends[Math.floor(i / 5)] : undefined;
          const { read, real } = lives.play(state, event);
          expect(read).toEqual(real);
          if (end === undefined) continue;
          if (end === 'stop') await state.stop();
          else lives.history.events.push(...lives.tail.events);
          state = await lives.start();
          // Some of what comes meanwhile is counted before the snapshot is in.
          state.startRecovery();
          await recovered(state);
        }
        await state.stop();
      }),
      { numRuns: 60 },
    );
  });

  it('fills the gap from the history where the journal does not reach back', async () => {
    const lives = await aLife();
    const first = await lives.start();
    await recovered(first);
    for (let i = 0; i < 10; i++) lives.play(first, anAgreement(i));
    await first.stop();
    const missed = anAgreement(10);
    lives.tail.events.push(missed);
    lives.naive.record(missed);
    lives.history.events.push(missed);
    lives.tail.first = 11;
    lives.clock.nowMs = NOW + 5_000;
    const second = await lives.start();
    lives.history.asked.length = 0;
    await recovered(second);
    const { read, real } = lives.play(second, anAgreement(6_000));
    expect(read).toEqual(real);
    expect(lives.history.asked.at(-1)?.from).toBe(NOW + 5_001 - 600_000);
    await second.stop();
  });

  it('backfills only counters that are new', async () => {
    const lives = await aLife();
    const first = await lives.start();
    await recovered(first);
    for (let i = 0; i < 10; i++) lives.play(first, anAgreement(i));
    await first.stop();
    lives.history.failures = 1_000_000;
    const other = [
      aRate({ by: ['clientAddress'], of: 'reject' }),
      aRate({ withinMs: 30_000, saturateAt: 2 }),
    ];
    const second = await lives.start(other);
    second.startRecovery();
    let read = lives.play(second, anAgreement(11, { clientAddress: 'x' }), other).read;
    while (read?.[1] instanceof Unknown) {
      await setTimeout(5);
      read = lives.play(second, anAgreement(12, { clientAddress: 'x' }), other).read;
    }
    expect(read?.slice(0, 2)).toEqual([Unknown.because('rebuilding'), 2]);
    await second.stop();
  });

  it('remembers evictions, whatever memory it has then', async () => {
    for (const bytes of [2 ** 14, 2 ** 15, 2 ** 18]) {
      const lives = await aLife();
      const one = [aRate({ withinMs: DAY })];
      const first = await lives.start(one, 2 ** 15);
      await recovered(first);
      for (let i = 0; i < 900; i++) lives.play(first, anAgreement(i, { fromAccount: `a${i}`, at: NOW }), one);
      expect(first.evictions).toBeGreaterThan(0);
      await first.stop();
      const second = await lives.start(one, bytes);
      await recovered(second);
      const pairs = Array.from({ length: 900 }, (_, i) => {
        const event = anAgreement(i, { fromAccount: `a${i}`, source: `t${i}`, at: NOW });
        const { read, real } = lives.play(second, event, one);
        return { read: read?.[0], real: real[0] };
      });
      const known = pairs.filter(({ read }) => read !== Unknown.because('capacity'));
      expect(known.filter(({ read, real }) => read !== real)).toEqual([]);
      await second.stop();
    }
  });
});

describe('a snapshot', () => {
  let lives: Lives;
  let path: string;
  let whole: Buffer;
  beforeAll(async () => {
    lives = await aLife();
    path = join(lives.dataDir, 'state.snapshot');
    const state = await lives.start();
    await recovered(state);
    for (let i = 0; i < 100; i++)
      lives.play(state, anAgreement(i, { fromAccount: `a${i % 7}`, toAccount: 'b' }));
    lives.history.events.push(...lives.tail.events);
    await state.stop();
    whole = await readFile(path);
  });

  async function countedAfter(bytes: Buffer) {
    await writeFile(path, bytes);
    lives.warnings.length = 0;
    const state = await lives.start();
    await recovered(state);
    const { read, real } = lives.play(state, anAgreement(99, { fromAccount: 'a1', toAccount: 'b' }));
    expect(read).toEqual(real);
    // Whatever it does at the end, the next one starts from the same.
    lives.tail.events.length = 100;
    await state.stop();
    return lives.warnings;
  }

  it('that is complete is restored without a log line', async () => {
    expect(await countedAfter(whole)).toEqual([]);
  });

  it('that is torn is ignored, and a line says so', async () => {
    const warnings = await countedAfter(whole.subarray(0, whole.length - 1));
    expect(warnings).toMatchObject([{ path, reason: 'it is torn' }]);
  });

  it('of another version is ignored, and a line says so', async () => {
    const other = Buffer.from(whole);
    other.write('fgstat02', 0);
    const warnings = await countedAfter(other);
    expect(warnings).toMatchObject([{ reason: 'it was written by another version of friendgate' }]);
  });

  it('from the future is ignored, and a line says so', async () => {
    const ahead = new Lives(lives.dataDir);
    ahead.clock.nowMs = NOW + 60_000;
    const state = await ahead.start();
    await recovered(state);
    await state.stop();
    expect(await countedAfter(await readFile(path))).toMatchObject([{ reason: 'it is from the future' }]);
  });

  /**
   * @fault disk: bytes of the snapshot change
   * @effect It is ignored, or reads the same: never a wrong count.
   */
  it('that is damaged anywhere never makes a wrong count', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = Buffer.from(whole);
        damaged.writeUInt8((damaged[at] ?? 0) ^ flip, at);
        await countedAfter(damaged);
      }),
      { numRuns: 150 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        expect(await countedAfter(whole.subarray(0, length))).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });
});
