import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { List } from '../../../src/moderation/lists/list.js';
import { innocentRemarks as sample } from '../../../src/policy/lint/innocent-remarks.js';
import { looseList } from '../../support/disguises/loose-list.js';
import { terms } from '../../support/disguises/terms.js';
import { innocentRemarks } from '../../support/innocent/innocent-remarks.js';
import { shippedLists } from '../../support/innocent/shipped-lists.js';

const remarks = innocentRemarks();

/** By language, the remarks that a list has something against; one of them a line. */
function falsePositives(list: List): string {
  const hits = remarks.flatMap(({ text, language }) =>
    list.termsIn(text, 0).map((term) => `${language} | ${term} | ${text}`),
  );
  return hits.toSorted().join('\n');
}

describe('the innocent remarks', () => {
  it('are 5,000 at least, in 15 languages at least', () => {
    expect(remarks.length).toBeGreaterThanOrEqual(5_000);
    expect(new Set(remarks.map(({ language }) => language)).size).toBeGreaterThanOrEqual(15);
  });

  it('are such as the platform lets through', () => {
    expect(remarks.filter(({ text }) => Buffer.byteLength(text) > 96)).toEqual([]);
  });

  it('hold those by which staff are warned of terms that are too common', () => {
    const all = new Set(remarks.map(({ text }) => text));
    expect(sample.length).toBeGreaterThan(2_000);
    expect(sample.filter((text) => !all.has(text))).toEqual([]);
  });

  it('contain nothing that a shipped list bans', async () => {
    const lists = await shippedLists(join(import.meta.dirname, '..', '..', '..', 'rules', 'lists', 'terms'));
    expect(lists.map(({ name }) => name)).toContain('banned-terms');
    expect(lists.map(falsePositives).join('')).toBe('');
  });

  it('contain nothing that a list in loose form bans', () => {
    expect(falsePositives(looseList(terms.map(({ text }) => text)))).toBe('');
  });
});
