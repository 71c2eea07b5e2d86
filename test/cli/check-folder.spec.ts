import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkRulesFolder } from '../../src/cli/check-folder.js';
import { problemLine } from '../../src/cli/report-problems.js';
import { built } from '../support/built.js';
import { aFolder } from '../support/temporary-folder.js';

const run = promisify(execFile);
let home: Awaited<ReturnType<typeof aFolder>>;
let rules: string;
beforeEach(async () => {
  home = await aFolder();
  rules = join(home.path, 'rules');
  await cp('rules', rules, { recursive: true });
});
afterEach(() => home.remove());

async function write(file: string, text: string | Buffer): Promise<void> {
  await mkdir(dirname(join(rules, file)), { recursive: true });
  await writeFile(join(rules, file), text);
}

async function change(file: string, change_: (text: string) => string): Promise<void> {
  const text = await readFile(join(rules, file), 'utf8');
  const changed = change_(text);
  expect(changed).not.toBe(text);
  await write(file, changed);
}

function linesOf(): readonly string[] {
  const checked = checkRulesFolder(rules);
  return 'problems' in checked ? checked.problems.map(problemLine) : [];
}

describe('a check of a rules folder', () => {
  it('finds nothing wrong with the starting rules', () => {
    expect(linesOf()).toEqual([]);
  });

  it('says the line and column of a missing comma', async () => {
    await change('accept-burst.json', (text) => text.replace('"accept-burst",', '"accept-burst"'));
    expect(linesOf()).toEqual([
      expect.stringMatching(
        /^accept-burst\.json:3:25: this is not JSON: a comma is missing \(line 3, column 25\)$/u,
      ),
    ]);
  });

  it('says the line of what a pointer leads to', async () => {
    await change('accept-burst.json', (text) => text.replace('"priority": ', '"priorty": 1, "priority": '));
    expect(linesOf()).toEqual([
      expect.stringMatching(/^accept-burst\.json:\d+:\d+ \/priorty: nothing here is called "priorty"/u),
    ]);
  });

  it('names keys that stand twice, with both places', async () => {
    await change('accept-burst.json', (text) =>
      text.replace('"mode": "live",', '"mode": "off",\n  "mode": "live",'),
    );
    expect(linesOf()).toEqual([
      expect.stringMatching(
        / \/mode: the key "mode" stands twice in one object: in line (\d+), column 3 and in line \d+, column 3/u,
      ),
    ]);
  });

  it('names a broken link, and not the problems that follow from it', async () => {
    await symlink('gone.json', join(rules, 'linked.json'));
    expect(linesOf()).toEqual([
      'linked.json: the link leads nowhere: to "gone.json" (mend the link, or remove it)',
    ]);
  });

  it('says once that a language is missing, and blames no rule for it', async () => {
    await change('result-codes.json', (text) => text.replaceAll(/,\s*"ko": "[^"]*"/gu, ''));
    expect(linesOf()).toEqual([
      expect.stringMatching(
        /^result-codes\.json:\d+:\d+ \/codes\/0\/text\/ko: the Korean text \("ko"\) is missing in 2\d codes: 38000, 38001, /u,
      ),
    ]);
  });

  it('says once that a text is missing, and blames no rule for it', async () => {
    await change('result-codes.json', (text) => text.replace(/,\s*"ko": "[^"]*"/u, ''));
    expect(linesOf()).toEqual([
      expect.stringMatching(/^result-codes\.json:\d+:\d+ \/codes\/0\/text\/ko: "ko" is missing$/u),
    ]);
  });

  it('names both files of a rule that stands twice', async () => {
    await write('copy.json', await readFile(join(rules, 'accept-burst.json')));
    expect(linesOf()).toEqual([
      expect.stringContaining('the rule "accept-burst" stands in accept-burst.json and copy.json'),
    ]);
  });

  it('names a shared condition that is unsound, and not the rules that use it', async () => {
    await write(
      'conditions/is-rejection.json',
      '{"name":"is-rejection","description":"x","conditions":{"all":[]}}',
    );
    expect(linesOf()).toEqual([
      'conditions/is-rejection.json:1:62 /conditions/all: "all" is empty (write conditions into it, or leave it out)',
    ]);
  });

  it('names what is not UTF-8 by line and byte, with the probable encoding', async () => {
    await write('lists/terms/gbk.csv', Buffer.from('value\r\n\xbc\xd3\xce\xa2\xd0\xc5\r\n', 'latin1'));
    await write('lists/accounts/western.csv', Buffer.from('value\nzo\xeb\n', 'latin1'));
    expect(linesOf()).toEqual([
      expect.stringMatching(
        /^lists\/accounts\/western\.csv:2: the file is not UTF-8: byte 0xEB in line 2 \(byte 9 of the file\)/u,
      ),
      'lists/terms/gbk.csv:2: the file is not UTF-8: byte 0xBC in line 2 (byte 8 of the file) (save as UTF-8; it is probably GB18030)',
    ]);
  });

  it('names lines of lists', async () => {
    await write('lists/accounts/more.csv', 'account,reason\nmallory,scam\n');
    await write('lists/terms/other.csv', 'value\nnew term\n<<<<<<< HEAD\n');
    expect(linesOf()).toEqual([
      expect.stringMatching(
        /^lists\/accounts\/more\.csv:1: no column is called "account" \(write value instead/u,
      ),
      expect.stringMatching(/^lists\/terms\/other\.csv:3: a merge was not finished/u),
    ]);
  });
});

describe('the command line', () => {
  const cli = (...args: readonly string[]) =>
    run('node', [built('src/cli/friendgate.js'), ...args]).then(
      ({ stdout }) => ({ code: 0, out: stdout }),
      (error: { code: number; stderr: string }) => ({ code: error.code, out: error.stderr }),
    );

  it('prints problems by file and line, and never a stack', async () => {
    await change('accept-burst.json', (text) =>
      text.replace(/"conditions": \{/u, '"conditions": { "condition": { "toString": 1 },'),
    );
    const { code, out } = await cli('rules', 'check', rules);
    expect(code).toBe(1);
    expect(out).toMatch(/^accept-burst\.json:\d+:\d+ \/conditions: /u);
    expect(out).not.toMatch(/\n\s+at /u);
    expect(await cli('rules', 'check', join(home.path, 'gone'))).toEqual({
      code: 1,
      out: expect.stringMatching(/^there is no file or folder .*gone\n$/u),
    });
    expect((await cli('lists', 'check', rules)).out).not.toMatch(/\n\s+at /u);
  });

  it('gives the next free result code', async () => {
    expect(await cli('rules', 'next-code', rules)).toEqual({ code: 0, out: '38027\n' });
    await change('result-codes.json', (text) => text.replace('"code": 38011', '"code": 38030'));
    await change('accept-burst.json', (text) => text.replace(/"resultCode": \d+/u, '"resultCode": 38027'));
    expect((await cli('rules', 'next-code', rules)).out).toBe('38028\n');
    await write('result-codes.json', '{');
    expect(await cli('rules', 'next-code', rules)).toMatchObject({ code: 1 });
  });

  it('gives its version', async () => {
    const { out } = await cli('--version');
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/u);
    expect(JSON.parse(await readFile('package.json', 'utf8'))).toMatchObject({ version: out.trim() });
  });
});
