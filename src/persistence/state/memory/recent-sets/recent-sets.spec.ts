import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { decodeKey, keyOffsets } from './key-codec.js';
import { RecentSets } from './recent-sets.js';
import { SeriesRegistry } from './series.js';
import type { Series, SeriesShape } from './series.js';
import type { Digest } from '../../keyed-hash.js';
import type { Entry } from './entry.js';

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
    sets.add(series, digest(key), { at, id: digest(id) }, ofThePast);
    naive.note(key, id, at);
    const asked = (key * 7 + id) % (keys + 1);
    const window = { after: now - series.keepMs, until: now };
    const read = sets.count(series, digest(asked), window, series.keepCount);
    const real = Math.min(series.keepCount, naive.count(asked, window.after, now));
    pairs.push({ read, real });
  }
  return pairs;
}

describe('recent sets', () => {
  const keepMs = fc.constantFrom(1_000, 5_000, 7 * DAY, 35 * DAY);
  const keepCount = fc.constantFrom(1, 2, 3, 8, 40);

  it('are exact while memory suffices, however long the pauses between events', () => {
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

  it('are exact or unknown when memory does not suffice', () => {
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

/** Plays notes while a copy is made, a key at a time, and gives the state that comes of the copy and of what was noted meanwhile. */
function copied(notes: readonly Note[], meanwhile: readonly Note[], shape: SeriesShape, bytes: number) {
  const sets = new RecentSets(bytes);
  const series = sets.open(shape, 0);
  const naive = new NaiveSets();
  let now = NOW;
  const tail: { readonly key: Digest; readonly entry: Entry }[] = [];
  const noteIt = ({ key, id, step }: Note) => {
    const at = now + step;
    now = Math.max(now, at);
    sets.advance(now);
    tail.push({ key: digest(key), entry: { at, id: digest(id) } });
    sets.add(series, digest(key), { at, id: digest(id) }, false);
    naive.note(key, id, at);
  };
  notes.forEach(noteIt);
  tail.length = 0;
  const kept = [{ ...series }];
  const words = new Int32Array(65_536);
  const blocks: Int32Array[] = [];
  sets.startEncoding();
  for (let used = sets.encodeNext(words, 1), next = 0; used !== null; used = sets.encodeNext(words, 1)) {
    if (used > 0) blocks.push(words.slice(0, used));
    const note = meanwhile[next++];
    if (note !== undefined) noteIt(note);
  }
  const again = new RecentSets(bytes, new SeriesRegistry(kept));
  again.restoreEvictionTable(sets.evictionTable.slice());
  const resumed = again.open(shape, 0);
  again.advance(now);
  for (const { key, entry } of tail) again.add(resumed, key, entry, true);
  for (const block of blocks.toReversed()) {
    for (const at of keyOffsets(block).toReversed()) again.restore(decodeKey(block, at));
  }
  const window = { after: now - shape.keepMs, until: now };
  return Array.from({ length: 40 }, (_, key) => ({
    read: again.count(resumed, digest(key), window, shape.keepCount),
    real: Math.min(shape.keepCount, naive.count(key, window.after, now)),
  }));
}

describe('a snapshot of recent sets, taken while they change', () => {
  const shape = fc.record({
    app: fc.constant('1'),
    name: fc.constant('all'),
    keepMs: fc.constantFrom(1_000, 5_000, 35 * DAY),
    keepCount: fc.constantFrom(1, 3, 8, 40),
  });
  const notes = (most: number) => fc.array(aNote(39, 3_000), { maxLength: most });

  it('restores the same sets, with the entries added meanwhile', () => {
    fc.assert(
      fc.property(notes(300), notes(100), shape, (before, meanwhile, kept) => {
        for (const { read, real } of copied(before, meanwhile, kept, 2 ** 16)) expect(read).toBe(real);
      }),
      { numRuns: 200 },
    );
  });

  it('restores the same sets, or unknown ones where memory does not suffice', () => {
    fc.assert(
      fc.property(notes(600), notes(200), shape, (before, meanwhile, kept) => {
        const pairs = copied(before, meanwhile, kept, 2 ** 12);
        expect(pairs.filter(({ read, real }) => read !== null && read !== real)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('restores the most recently used keys when memory is too small for all', () => {
    const day = { app: '1', name: 'all', keepMs: DAY, keepCount: 8 };
    const sets = new RecentSets(2 ** 16);
    const series = sets.open(day, 0);
    sets.advance(NOW);
    for (let key = 0; key < 400; key++) {
      sets.add(series, digest(key), { at: NOW, id: digest(0) }, false);
    }
    sets.add(series, digest(0), { at: NOW, id: digest(1) }, false);
    const words = new Int32Array(65_536);
    sets.startEncoding();
    const block = words.slice(0, sets.encodeNext(words, 60_000) ?? 0);
    const again = new RecentSets(2 ** 13, new SeriesRegistry([{ ...series }]));
    const resumed = again.open(day, 0);
    for (const at of keyOffsets(block).toReversed()) again.restore(decodeKey(block, at));
    const window = { after: NOW - DAY, until: NOW };
    const known = Array.from({ length: 400 }, (_, key) => again.count(resumed, digest(key), window, 8));
    expect(known.slice(0, 2)).toEqual([2, null]);
    expect(known.at(-1)).toBe(1);
    expect(again.evictions).toBe(0);
  });
});
