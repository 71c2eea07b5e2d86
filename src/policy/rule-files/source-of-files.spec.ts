import { describe, expect, it } from '@jest/globals';
import { sourceOfFiles } from './source-of-files.js';

const linesOf = (files: Readonly<Record<string, string>>) => {
  const read = sourceOfFiles(new Map(Object.entries(files)));
  return 'problems' in read ? read.problems.map(({ file, message }) => `${file}: ${message}`) : [];
};

describe('the files of a rules folder', () => {
  it('are documents, shared conditions and lists', () => {
    const read = sourceOfFiles(
      new Map([
        ['settings.json', '{}'],
        ['conditions/is-late.json', '\uFEFF{}'],
        ['lists/terms/bad.csv', 'value\nspam'],
      ]),
    );
    expect('source' in read && [...read.source.documents.keys()]).toEqual([
      'conditions/is-late.json',
      'settings.json',
    ]);
    expect('source' in read && [...read.source.lists.keys()]).toEqual(['bad']);
  });

  it('are refused where nobody would look for them, lest a rule be thought live', () => {
    expect(
      linesOf({ 'spam/a-rule.json': '{}', 'conditions/more/one.json': '{}', 'lists/bad.csv': 'spam' }),
    ).toEqual([
      'conditions/more/one.json: a document cannot be kept here',
      'lists/bad.csv: a list cannot be kept here',
      'spam/a-rule.json: a document cannot be kept here',
    ]);
  });

  it('may not hold two lists of one name', () => {
    expect(linesOf({ 'lists/accounts/x.csv': 'ann', 'lists/terms/x.csv': 'spam' })).toEqual([
      'lists/terms/x.csv: there are two lists called "x"',
    ]);
  });

  it('say which of them is not JSON', () => {
    expect(linesOf({ 'a-rule.json': '{' })).toEqual([
      expect.stringMatching(/^a-rule\.json: this is not JSON/),
    ]);
  });

  it('that are the same lists as before are not read again, so that a rule beside a long list is soon live', () => {
    const files = new Map([
      ['lists/terms/long.csv', 'spam'],
      ['lists/terms/short.csv', 'scam'],
    ]);
    const before = sourceOfFiles(files);
    if ('problems' in before) throw new Error(JSON.stringify(before.problems));
    const changed = new Map([...files, ['lists/terms/short.csv', 'other'], ['lists/terms/new.csv', 'new']]);
    const after = sourceOfFiles(changed, { before: { files, ...before } });
    if ('problems' in after) throw new Error(JSON.stringify(after.problems));
    expect(after.source.lists.get('long')).toBe(before.source.lists.get('long'));
    expect(after.source.lists.get('short')?.entries).toMatchObject([{ value: 'other' }]);
    expect([...after.source.lists.keys()]).toEqual(['long', 'new', 'short']);
  });

  it('are refused where a list ends in the middle of a line, as a copy that stalled does', () => {
    const file = 'lists/accounts/bad.csv';
    const files = new Map([[file, 'ann\nbob\ncat\n']]);
    const before = sourceOfFiles(files);
    if ('problems' in before) throw new Error(JSON.stringify(before.problems));
    const problemsAfter = (text: string) => {
      const read = sourceOfFiles(new Map([[file, text]]), { before: { files, ...before } });
      return 'problems' in read ? read.problems.map(({ message }) => message) : [];
    };
    expect(problemsAfter('ann\nbo')).toEqual([expect.stringContaining('it is half written')]);
    expect(problemsAfter('ann\nbob\n')).toEqual([]);
    expect(problemsAfter('ann\nbob\ncat\ndan')).toEqual([]);
    expect(problemsAfter('# allow-shrink\nann')).toEqual([]);
  });
});
