import { readdir, readFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { compileList } from '../../../src/moderation/lists/compile-list.js';
import type { List } from '../../../src/moderation/lists/list.js';
import { runSync } from '../../../src/runtime/cooperative-task.js';
import { parsingListFile } from '../../../src/policy/lists/file/list-file.js';

/** The lists of terms that friendgate ships, as a rules folder loads them. */
export async function shippedLists(folder: string): Promise<readonly List[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.csv'));
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(folder, file), 'utf8');
      const read = runSync(parsingListFile(text, parse(file).name, 'terms'));
      if ('problems' in read) throw new Error(JSON.stringify(read.problems));
      return compileList(read.list);
    }),
  );
}
