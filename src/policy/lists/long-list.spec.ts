import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { listWithSpellings, compileList, compilingList } from '../../moderation/lists/compile-list.js';
import { noSpellings } from '../../moderation/lists/spellings.js';
import type { ListEntry } from '../../moderation/lists/list-entry.js';
import type { List } from '../../moderation/lists/list.js';
import { refusesNew } from '../../moderation/model/problem.js';
import { runSync } from '../../runtime/cooperative-task.js';
import { parsingListFile } from './file/list-file.js';
import { placesByNumber } from './layered-list.js';
import { listFromLayers } from './list-from-layers.js';
import { LongList } from './long-list.js';

const named = { name: 'long', kind: 'terms' } as const;
const NOW = Date.UTC(2026, 0, 1);

const values = fc.array(
  fc.constantFrom('casino', 'ｂｅｔ', '카지노', '加微信', 'كازينو', 'win', '7', 'Straße'),
  {
    minLength: 1,
    maxLength: 3,
  },
);
/** Lines as staff write them. Some are the same, some wrong: such a list is refused. */
const line = fc.oneof(
  { weight: 20, arbitrary: fc.tuple(values, fc.nat(400)).map(([words, n]) => `${words.join(' ')} ${n}`) },
  { weight: 2, arbitrary: values.map((words) => `"${words.join(', ')}",folded,2027-01-01`) },
  { weight: 2, arbitrary: fc.nat(40).map((n) => `"in ""quotes""\nand lines ${n}",,`) },
  { weight: 2, arbitrary: fc.nat(40).map((n) => `gone ${n},exact,2025-01-01\r`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '  ',
      'odd,fuzzy,',
      'a "quote"',
      ',,',
      '# a comment',
      '# allow-shrink',
      '=======',
    ),
  },
);

/** Takes out lines and puts others in; or turns around what is there. */
const edit = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ at: fc.nat(1_000), out: fc.nat(2), put: fc.array(line, { maxLength: 3 }) }),
  },
  { weight: 1, arbitrary: fc.constantFrom('reverse' as const, 'renew' as const, 'cut' as const) },
);

function edited(
  lines: readonly string[],
  change: Exclude<typeof edit extends fc.Arbitrary<infer T> ? T : never, string>,
) {
  const at = change.at % (lines.length + 1);
  return lines.toSpliced(at, change.out, ...change.put);
}

/** All that a list says, with what it finds in texts that hold some of its terms. */
function saidBy(list: List, entries: readonly ListEntry[]) {
  const texts = entries.slice(-30).map(({ value }) => `now ${value} or 加 薇信`);
  return {
    entries,
    revision: list.revision,
    size: list.size,
    found: texts.map((text) => [list.termsIn(text, NOW), list.findsIn(text, NOW), list.has(text, NOW)]),
  };
}

function readAnew(text: string) {
  const file = runSync(parsingListFile(text, named.name, named.kind));
  if ('problems' in file) return file.problems;
  return file.findings?.some(refusesNew) === true
    ? 'undecided'
    : saidBy(compileList(file.list), file.list.entries);
}

function readAgain(long: LongList, text: string) {
  const read = runSync(long.updating(Buffer.from(text)));
  if (read.kind === 'refused') return read.problems;
  if (read.kind !== 'read') return read.kind === 'same' ? null : read.kind;
  const source = listFromLayers(named, { ...read.list, places: placesByNumber(read.list) });
  return saidBy(listWithSpellings(runSync(compilingList(source)), noSpellings), [...source.entries]);
}

describe('a long list', () => {
  it('holds after any changes of its file what a list holds that is read anew, and finds the same', () => {
    const start = fc.uniqueArray(line, { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(fc.boolean(), start, fc.array(edit, { maxLength: 12 }), (isCsv, first, edits) => {
        const long = new LongList(named);
        const header = isCsv ? ['value,form,expires'] : [];
        let lines: readonly string[] = first;
        let sound: ReturnType<typeof saidBy> | null = null;
        for (const change of [null, ...edits]) {
          if (change === 'renew') runSync(long.compacting());
          else if (change === 'reverse') lines = lines.toReversed();
          else if (change === 'cut') lines = lines.slice(lines.length >> 1);
          else if (change !== null) lines = edited(lines, change);
          const text = [...header, ...lines].join('\n');
          const again: ReturnType<typeof readAgain> = readAgain(long, text) ?? sound;
          expect(again).toEqual(readAnew(text));
          if (again !== null && typeof again === 'object' && 'found' in again) sound = again;
        }
      }),
      { numRuns: 60 },
    );
  });

  const terms = Array.from({ length: 100 }, (_, at) => `term ${String(at)}`);
  const baseOf = (long: LongList, lines: readonly string[]) => {
    const read = runSync(long.updating(Buffer.from(['value', ...lines, ''].join('\n'))));
    return read.kind === 'read' ? read.list : null;
  };

  it('reads only what is new of its file', () => {
    const long = new LongList(named);
    const first = baseOf(long, terms);
    const second = baseOf(long, ['in front', ...terms.toSpliced(50, 2, 'in between'), 'behind']);
    expect(second?.base).toBe(first?.base);
    expect(second?.delta?.entries.forms).toHaveLength(3);
    expect(second?.order).toHaveLength(101);
  });

  it('takes what changes while its base is made anew on top of it', () => {
    const long = new LongList(named);
    baseOf(long, terms);
    baseOf(long, [...terms, 'before']);
    const renewing = long.compacting();
    renewing.next();
    baseOf(long, [...terms.slice(1), 'before', 'meanwhile']);
    runSync(renewing);
    const after = baseOf(long, [...terms.slice(1), 'before', 'meanwhile', 'after']);
    expect(after?.base.entries.forms).toHaveLength(101);
    expect(after?.delta?.entries.forms).toHaveLength(2);
    expect(after?.order).toHaveLength(102);
  });
});
