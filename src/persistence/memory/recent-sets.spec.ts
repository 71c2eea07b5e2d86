import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { RecentSets } from './recent-sets.js';
import type { Series } from './series.js';

const NOW = 1_800_000_000_000;
const DAY = 86_400_000;

interface Note {
  readonly key: number;
  readonly id: number;
  /** How much later than the last one; a little earlier when negative. */
  readonly step: number;
  readonly ofThePast: boolean;
}

function aNote(keys: number, longest: number): fc.Arbitrary<Note> {
  return fc.record({
    key: fc.nat(keys),
    id: fc.nat(30),
    step: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: -2_000, max: 2_000 }) },
      fc.integer({ min: 0, max: longest }),
    ),
    ofThePast: fc.boolean(),
  });
}

/** Everything that was noted, without bounds. */
class NaiveSets {
  readonly latest = new Map<string, number>();

  note(key: number, id: number, at: number): void {
    const name = `${key} ${id}`;
    this.latest.set(name, Math.max(at, this.latest.get(name) ?? 0));
  }

  count(key: number, after: number, until: number): number {
    return [...this.latest].filter(([name, at]) => name.startsWith(`${key} `) && at > after && at <= until)
      .length;
  }
}

const digest = (number: number) => ({ low: Math.imul(number + 1, 0x9e3779b1), high: number });

function play(sets: RecentSets, series: Series, notes: readonly Note[], keys: number) {
  const naive = new NaiveSets();
  let now = NOW;
  const pairs: { readonly read: number | null; readonly real: number }[] = [];
  for (const { key, id, step, ofThePast } of notes) {
    const at = now + step;
    now = Math.max(now, at);
    sets.advance(now);
    sets.note(series, digest(key), { at, id: digest(id) }, ofThePast);
    naive.note(key, id, at);
    const asked = (key * 7 + id) % (keys + 1);
    const window = { after: now - series.keepMs, until: now };
    const read = sets.count(series, digest(asked), window, series.keepCount);
    const real = Math.min(series.keepCount, naive.count(asked, window.after, now));
    pairs.push({ read, real });
  }
  return pairs;
}

describe('sets of recent things', () => {
  const keepMs = fc.constantFrom(1_000, 5_000, 7 * DAY, 35 * DAY);
  const keepCount = fc.constantFrom(1, 2, 3, 8, 40);

  it('are exact while memory lasts, however long nothing happens in between', () => {
    fc.assert(
      fc.property(keepMs, keepCount, fc.array(aNote(2, 60 * DAY), { maxLength: 200 }), (ms, count, notes) => {
        const sets = new RecentSets(2 ** 16);
        for (const { read, real } of play(
          sets,
          sets.open({ app: '1', name: 'all', keepMs: ms, keepCount: count }, 0),
          notes,
          2,
        ))
          expect(read).toBe(real);
      }),
      { numRuns: 300 },
    );
  });

  it('are exact or unknown when memory does not last', () => {
    fc.assert(
      fc.property(
        keepMs,
        keepCount,
        fc.array(aNote(300, 3_000), { minLength: 300, maxLength: 600 }),
        (ms, count, notes) => {
          const sets = new RecentSets(2 ** 13);
          const pairs = play(
            sets,
            sets.open({ app: '1', name: 'all', keepMs: ms, keepCount: count }, 0),
            notes,
            300,
          );
          expect(pairs.filter(({ read, real }) => read !== null && read !== real)).toEqual([]);
          expect(sets.size.bytes).toBeLessThanOrEqual(2 ** 13);
        },
      ),
      { numRuns: 100 },
    );
  });
});
