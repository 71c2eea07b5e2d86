import { describe, expect, it } from '@jest/globals';
import type { ListKind } from '../../../moderation/model/list-lookup.js';
import { refusesNew, type Problem } from '../../../moderation/model/problem.js';
import { runSync } from '../../../runtime/cooperative-task.js';
import { parsingListFile, type ParsedList } from './list-file.js';

function listOf(text: string, kind: ListKind = 'terms'): ParsedList {
  const file = runSync(parsingListFile(text, 'some-list', kind));
  if ('problems' in file) throw new Error(JSON.stringify(file.problems));
  return file.list;
}

function problemsOf(text: string, kind: ListKind = 'terms'): readonly Problem[] {
  const file = runSync(parsingListFile(text, 'some-list', kind));
  return 'problems' in file ? file.problems : (file.findings ?? []).filter(refusesNew);
}

function warningsOf(text: string, kind: ListKind = 'terms'): readonly string[] {
  const file = runSync(parsingListFile(text, 'some-list', kind));
  return 'problems' in file ? [] : (file.findings ?? []).map(({ at, message }) => `${at} ${message}`);
}

function valuesOf(text: string, kind: ListKind = 'terms'): readonly string[] {
  return listOf(text, kind).entries.map(({ value }) => value);
}

describe("a list's file", () => {
  it('keeps reason, author and expiry with a value', () => {
    expect(
      listOf(
        'value,reason,author,expires\ncasino,gambling,mina,2027-01-31\n"a, ""b""",,,2027-01-31T10:00:00+09:00\n',
      ),
    ).toEqual({
      name: 'some-list',
      kind: 'terms',
      entries: [
        { value: 'casino', reason: 'gambling', author: 'mina', expiresAt: Date.UTC(2027, 0, 31) },
        { value: 'a, "b"', reason: null, author: null, expiresAt: Date.UTC(2027, 0, 31, 1) },
      ],
    });
  });

  it('takes the columns in any order, and only the value is needed', () => {
    expect(listOf('reason,VALUE\ngambling,casino').entries[0]).toMatchObject({
      value: 'casino',
      reason: 'gambling',
    });
    expect(valuesOf('value\ncasino')).toEqual(['casino']);
  });

  it('reads lines that end in several ways, beside quoted cells too', () => {
    expect(valuesOf('value,reason\r\none,x\r\ntwo,y\nthree,"z"\r\nfour,\n')).toEqual([
      'one',
      'two',
      'three',
      'four',
    ]);
    expect(valuesOf('value,reason\none,x\rtwo,"y"\nthree,"z\nz"\r\n')).toEqual(['one', 'two', 'three']);
  });

  it('keeps the form of a term and the meaning of a spelling, under other names of the columns too', () => {
    expect(listOf('term,form,note\ncasino,Folded,gambling\nbet,,').entries).toEqual([
      { value: 'casino', form: 'folded', reason: 'gambling', author: null, expiresAt: null },
      { value: 'bet', reason: null, author: null, expiresAt: null },
    ]);
    expect(listOf('value,means\n薇信,微信', 'spellings').entries[0]).toMatchObject({ means: '微信' });
  });

  it.each([
    ['terms', 'value,form\ncasino,fuzzy', '/line/2/form', 'no form is called "fuzzy"'],
    ['accounts', 'value,form\nmina,exact', '/line/2/form', 'only terms and spellings have a form'],
    ['terms', 'value,means\nvx,微信', '/line/2/means', 'only spellings mean something else'],
    ['spellings', 'value\nvx', '/line/2/means', 'it says not what the spelling means'],
    ['spellings', 'value,means,expires\nvx,微信,2027-01-01', '/line/2/expires', 'spellings do not expire'],
  ] as const)('of %s refuses %j', (kind, text, at, message) => {
    expect(problemsOf(text, kind)[0]).toMatchObject({ at, message });
  });

  it('takes a file without header for one value a line, commas included', () => {
    expect(valuesOf('casino\n\n earn money, fast \n')).toEqual(['casino', 'earn money, fast']);
  });

  it.each([
    ['a byte order mark', '\ufeffvalue,reason\na,b'],
    ['Windows line ends', 'value,reason\r\na,b\r\n'],
    ['empty lines', 'value,reason\n\na,b\n\n'],
  ])('reads a file with %s', (_, text) => {
    expect(listOf(text).entries).toEqual([{ value: 'a', reason: 'b', author: null, expiresAt: null }]);
  });

  it('reads an empty file and a file with a header only as an empty list', () => {
    expect(valuesOf('')).toEqual([]);
    expect(valuesOf('value,reason,author,expires\n')).toEqual([]);
  });

  it('takes any account, __proto__ included', () => {
    expect(valuesOf('value\n__proto__\nconstructor\n', 'accounts')).toEqual(['__proto__', 'constructor']);
  });

  it('tells everything that is wrong, by line', () => {
    const text = 'value,reason,expires\ncasino,x,tomorrow\n,x\nbet,a,2027-01-31,b\nCASINO,x\n';
    expect(problemsOf(text)).toEqual([
      {
        at: '/line/2/expires',
        message: '"tomorrow" is no date',
        hint: expect.stringContaining('2027-01-31'),
      },
      {
        at: '/line/4',
        message: 'the line has 4 cells, and the header names 3',
        hint: 'put a cell that holds a comma into quotes',
      },
      { at: '/line/3/value', message: 'the value is empty' },
      {
        at: '/line/5/value',
        message: '"CASINO" is the same as what stands in line 2',
        hint: 'keep one of them',
      },
    ]);
  });

  it('names columns that it does not know', () => {
    expect(problemsOf('value,expiry\na,b')).toEqual([
      {
        at: '/line/1',
        message: 'no column is called "expiry"',
        hint: 'columns are value, form, means, reason, author, expires',
      },
    ]);
  });

  it.each([
    ['value;reason\na;b', '/line/1'],
    ['value,reason\n"a,b\n', ''],
  ])('refuses what is not CSV: %j', (text, at) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.at).toMatch(at);
  });

  it('reads a long file as it reads a short one, quoted line breaks and all', () => {
    const rows = Array.from({ length: 5_000 }, (_, at) =>
      at % 7 === 0 ? `"a ""${at}""\nb",why` : `term ${at},why`,
    );
    const values = valuesOf(`value,reason\n${rows.join('\n')}\n`);
    expect(values).toHaveLength(5_000);
    expect([values[0], values[1], values[4_998], values[4_999]]).toEqual([
      'a "0"\nb',
      'term 1',
      'a "4998"\nb',
      'term 4999',
    ]);
  });

  it('names the line of a long file that is wrong', () => {
    const lines = Array.from({ length: 3_000 }, (_, at) => `term ${at}`);
    lines[2_500] = 'a "quote", and more';
    expect(problemsOf(`value\n${lines.join('\n')}`)[0]?.at).toBe('/line/2502');
  });

  it('reads what spreadsheets and editors put around it', () => {
    expect(valuesOf('sep=,\r\nvalue,reason\r\nmallory,scam\r\n', 'accounts')).toEqual(['mallory']);
    expect(valuesOf('\n\nvalue,reason\ncasino,x\n')).toEqual(['casino']);
    expect(valuesOf('value,reason,,\r\ncasino,x,,\r\nbet,,,\r\n')).toEqual(['casino', 'bet']);
    expect(valuesOf('value,reason\rone,x\rtwo,y\r')).toEqual(['one', 'two']);
  });

  it('takes invisible characters off around a value, but not in quotes', () => {
    const text =
      'value\u00a0,reason\nmallory\u00a0,x\n\u200btrudy,x\n\u202doscar\u202c,x\n\ufeffvictor\u3000,x\n';
    expect(valuesOf(text, 'accounts')).toEqual(['mallory', 'trudy', 'oscar', 'victor']);
    expect(valuesOf('\u200btrudy\n', 'accounts')).toEqual(['trudy']);
    expect(valuesOf('value\nI ❤️\n')).toEqual(['I ❤️']);
    expect(valuesOf('value\n"\u200btrudy"\n', 'accounts')).toEqual(['\u200btrudy']);
    expect(warningsOf('value\n"\u200btrudy"\n', 'accounts')).toEqual([
      '/line/2/value the value begins or ends with an invisible character (U+200B), and counts with it',
    ]);
  });

  it.each<[ListKind, string, string, string]>([
    ['accounts', 'account,reason\nmallory,scam\n', '/line/1', 'no column is called "account"'],
    ['terms', 'keyword,note\nnude pics,adult\n', '/line/1', 'no column is called "keyword"'],
    ['terms', '关键词,原因\n裸聊,色情\n', '/line/1', 'no column is called "关键词"'],
    ['accounts', 'reason,author\nscam,kim\n', '/line/1', 'no column is called "value"'],
    ['accounts', 'userID\nmallory\n', '/line/1', '"userID" looks like the name of a column'],
    ['terms', 'bad1,x\nbad2,y\n', '/line/1', 'every line has several columns'],
    ['accounts', 'reason;value\nscam;mallory\n', '/line/1', 'the columns are not parted by commas'],
    ['accounts', 'account\treason\nmallory\tscam\n', '/line/1', 'the columns are not parted by commas'],
    ['accounts', 'sep=;\nvalue;reason\nmallory;scam\n', '/line/1', 'the columns are not parted by commas'],
    ['accounts', 'mallory\ntrudy,spam\n', '/line/2', 'the line has several columns parted by ","'],
    [
      'accounts',
      '<<<<<<< HEAD\nmallory\n=======\ntrudy\n>>>>>>> wave\n',
      '/line/1',
      'a merge was not finished',
    ],
    ['terms', 'value\nbet\n=======\ncasino\n', '/line/3', 'a merge was not finished'],
    [
      'terms',
      'value,reason\n# wave two\nonline roulette,x\n',
      '/line/2',
      '"# wave two" looks like a comment',
    ],
    ['terms', 'value,reason\n// old\nfree bitcoin,x\n', '/line/2', '"// old" looks like a comment'],
    ['accounts', 'mallory\n#trudy\n', '/line/2', '"#trudy" looks like a comment'],
    ['terms', 'value,reason\nbet,x\nvalue,reason\ncasino,y\n', '/line/3', 'a header stands below entries'],
    ['terms', 'bet\nvalue,reason\ncasino,y\n', '/line/2', 'a header stands below entries'],
    ['accounts', '<html><head><title>Sign in</title></head>\n', '/line/1', 'this is a web page, not a list'],
    ['accounts', '[\n  "mallory",\n  "trudy"\n]\n', '/line/1', 'this is JSON, not a list'],
    ['terms', '{"terms": ["bet"]}', '/line/1', 'this is JSON, not a list'],
    [
      'terms',
      'version https://git-lfs.github.com/spec/v1\noid sha256:1\n',
      '/line/1',
      'a pointer of Git LFS',
    ],
    ['accounts', 'value\n1.23457E+11\n', '/line/2/value', 'a number that a spreadsheet has shortened'],
    ['accounts', 'value\n"1,23457E+11"\n', '/line/2/value', 'a number that a spreadsheet has shortened'],
    ['accounts', 'value\n1400000001.0\n', '/line/2/value', 'went through a spreadsheet as a number'],
    ['terms', 'value\n"#NAME?"\n', '/line/2/value', "a spreadsheet's error"],
    ['accounts', '"mallory"\n"trudy"\n', '/line/1', 'would count with its quotes'],
    ['terms', 'bet\n"online casino"\n', '/line/2', 'would count with its quotes'],
    ['accounts', '- mallory\n- trudy\n', '/line/1', 'the line begins with "-"'],
    ['terms', 'value\n1. casino\n2. bet\n', '/line/2', 'the line begins with "1."'],
    ['terms', 'value\n• casino\n• bet\n', '/line/2', 'the line begins with "•"'],
    ['accounts', 'value,expires\nmallory,7d\n', '/line/2/expires', '"7d" is a duration'],
    ['accounts', 'value,expires\nmallory,31.01.2027\n', '/line/2/expires', '"31.01.2027" is no date'],
  ])('of %s refuses %j by its line', (kind, text, at, message) => {
    const [first] = problemsOf(text, kind);
    expect(first?.at).toBe(at);
    expect(first?.message).toContain(message);
  });

  it.each<[ListKind, string, readonly string[]]>([
    ['terms', '#casino\n//t.me/x\nC#\n', ['#casino', '//t.me/x', 'C#']],
    ['terms', 'value\n"# 1 casino"\n', ['# 1 casino']],
    ['terms', 'earn money, fast\nbuy, sell\n', ['earn money, fast', 'buy, sell']],
    ['accounts', '1e5\n2E9\nuser_7\n', ['1e5', '2E9', 'user_7']],
    ['accounts', 'value\n"mallory,x"\n', ['mallory,x']],
    ['terms', '1.5 million\n-50%\n"yes" or "no"\n*win*\n', ['1.5 million', '-50%', '"yes" or "no"', '*win*']],
  ])('of %s takes %j for what it says', (kind, text, values) => {
    expect(problemsOf(text, kind)).toEqual([]);
    expect(valuesOf(text, kind)).toEqual(values);
  });

  it('keeps what earlier versions read where a tightened check speaks against it', () => {
    expect(valuesOf('account,reason\nmallory,scam\n', 'accounts')).toEqual([
      'account,reason',
      'mallory,scam',
    ]);
    expect(valuesOf('value\n# wave\nbet\u200b\n')).toEqual(['# wave', 'bet\u200b']);
  });

  it('passes over the line that lets it shrink', () => {
    expect(valuesOf('# allow-shrink\nvalue,reason\ncasino,x\n')).toEqual(['casino']);
    expect(valuesOf('casino\n# allow-shrink\nbet\n')).toEqual(['casino', 'bet']);
    expect(valuesOf('value,reason\n# allow-shrink,\n"casino",x\n')).toEqual(['casino']);
  });

  it('says once which moment a day without a time is', () => {
    expect(warningsOf('value,expires\na,2027-01-31\nb,2027-02-01\nc,2027-02-01T00:00:00Z\n')).toEqual([
      '/line/2/expires "2027-01-31" has no time: it is the first moment of that day in UTC, 2027-01-31T00:00:00Z (and 1 more like it)',
    ]);
  });
});
