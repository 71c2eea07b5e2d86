import { readFileSync } from 'node:fs';
import { compileList } from '../../../src/moderation/lists/compile-list.js';
import type { List } from '../../../src/moderation/lists/list.js';
import { compilingSpellings } from '../../../src/moderation/lists/spellings.js';
import { runSync } from '../../../src/runtime/cooperative-task.js';
import { parsingListFile } from '../../../src/policy/lists/file/list-file.js';

const SPELLINGS = 'chinese-spellings';

/** A list that finds its terms in every disguise it can, with the spellings that friendgate comes with. */
export function looseList(terms: readonly string[]): List {
  const entries = terms.map((value) => ({
    value,
    reason: null,
    author: null,
    expiresAt: null,
    form: 'loose' as const,
  }));
  const text = readFileSync(`rules/lists/spellings/${SPELLINGS}.csv`, 'utf8');
  const read = runSync(parsingListFile(text, SPELLINGS, 'spellings'));
  const spellings = 'list' in read ? read.list.entries : [];
  return compileList({ name: 'loose', kind: 'terms', entries }, runSync(compilingSpellings(spellings)));
}
