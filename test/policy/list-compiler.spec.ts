import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { compilingList, listWithSpellings } from '../../src/moderation/lists/compile-list.js';
import { noSpellings } from '../../src/moderation/lists/spellings.js';
import type { List } from '../../src/moderation/lists/list.js';
import { runSync } from '../../src/runtime/cooperative-task.js';
import { WorkerListCompiler } from '../../src/persistence/list-compiler/worker-list-compiler.js';
import { parsingListFile, type ListFileResult } from '../../src/policy/lists/file/list-file.js';
import type { LongListFile } from '../../src/policy/lists/list-compiler.js';
import { built } from '../support/built.js';
import { quiet } from '../support/quiet.js';

const PATH = 'lists/terms/long.csv';
const NOW = Date.UTC(2026, 0, 1);
const TEXTS = [
  '카지노 7 or term 12',
  'ｔｅｒｍ　１３',
  'gone',
  'nothing',
  't e r m 1 4 , 加薇 15',
  '加微 15',
];

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(Buffer.byteLength(text)));
  bytes.set(Buffer.from(text));
  return bytes;
}

function filesOf(...lines: readonly string[]): ReadonlyMap<string, LongListFile> {
  const text = ['value,form,expires', ...lines, ''].join('\n');
  return new Map([[PATH, { name: 'long', kind: 'terms', bytes: bytesOf(text) }]]);
}

/** A list, and its matches in some texts; or why it is refused. */
function saidBy(file: ListFileResult | undefined) {
  if (file === undefined || 'problems' in file) return file;
  const list: List = listWithSpellings(runSync(compilingList(file.list)), noSpellings);
  return {
    revision: list.revision,
    size: list.size,
    entries: [...file.list.entries],
    found: TEXTS.map((text) => [list.findsIn(text, NOW), list.has(text, NOW)]),
  };
}

function inPlace(files: ReadonlyMap<string, LongListFile>) {
  const file = files.get(PATH);
  const parsed = runSync(parsingListFile(file?.bytes ?? '', 'long', 'terms'));
  return 'list' in parsed ? saidBy({ list: parsed.list }) : parsed;
}

const terms = Array.from({ length: 40 }, (_, at) => [
  `term ${String(at)}`,
  `카지노 ${String(at)},folded`,
  `加微 ${String(at)}`,
]);
const lines = [...terms.flat(), 'gone,,2025-01-01'];

describe('the list compiler', () => {
  let compiler = new WorkerListCompiler(quiet.log);
  beforeAll(() => {
    built('src/persistence/list-compiler/list-compiler.worker.js');
  });
  afterEach(async () => {
    await compiler.close();
    compiler = new WorkerListCompiler(quiet.log);
  });
  const read = async (files: ReadonlyMap<string, LongListFile>) => (await compiler.compile(files)).get(PATH);

  it('gives the list that is made in place, at first and after each change', async () => {
    for (const changed of [
      lines,
      [...lines, 'new'],
      lines.toSpliced(7, 3, 'new'),
      lines.toReversed(),
      [...lines, 'gone'],
      ['new', ...lines],
    ]) {
      const files = filesOf(...changed);
      expect(saidBy(await read(files))).toEqual(inPlace(files));
    }
  });

  it('gives the same list again when the file is the same', async () => {
    const first = await read(filesOf(...lines));
    await read(filesOf(...lines, 'term 1'));
    expect(await read(filesOf(...lines))).toEqual(first);
  });

  /**
   * @fault rules: the list compiler ends unexpectedly
   * @effect Lists are compiled on the answering thread; another worker starts.
   */
  it('leaves lists to be made in place when its thread is gone, and begins anew with the next', async () => {
    await read(filesOf(...lines));
    await compiler['client']?.['worker'].terminate();
    expect(await read(filesOf(...lines, 'new'))).toBeUndefined();
    expect(saidBy(await read(filesOf(...lines, 'new')))).toEqual(inPlace(filesOf(...lines, 'new')));
  });

  it('leaves lists to be made in place when it is closed meanwhile', async () => {
    const reading = read(filesOf(...lines));
    await compiler.close();
    expect(await reading).toBeUndefined();
  });
});
