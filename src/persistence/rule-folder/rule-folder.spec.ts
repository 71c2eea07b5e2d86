import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { built } from '../../../test/support/built.js';
import { aFolder } from '../../../test/support/temporary-folder.js';
import { readRuleFolder } from './read-rule-folder.js';
import { RuleFolder } from './rule-folder.js';

let home: Awaited<ReturnType<typeof aFolder>>;
let rules: string;
beforeEach(async () => {
  home = await aFolder();
  rules = join(home.path, '.hidden', 'rules');
  await mkdir(rules, { recursive: true });
});
afterEach(() => home.remove());

async function write(file: string, text: string | Buffer, root = rules): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
}

const filesIn = (root: string) => Object.fromEntries(readRuleFolder(root).files);
const problemsIn = (root: string) =>
  readRuleFolder(root).problems.map(({ file, message }) => `${file}: ${message}`);

describe('a rules folder', () => {
  it('holds JSON and CSV files, with the links of a mounted volume followed', async () => {
    await write('..2026/a-rule.json', '{"mounted":true}');
    await symlink('..2026', join(rules, '..data'));
    await symlink('..data/a-rule.json', join(rules, 'a-rule.json'));
    await write('lists/terms/bad.csv', 'spam');
    await write('.vscode/settings.json', '{}');
    await write('a-rule.json~', '');
    await write('README.md', '');
    await write('LICENSE', '');
    expect(readRuleFolder(rules)).toEqual({
      files: new Map([
        ['a-rule.json', '{"mounted":true}'],
        ['lists/terms/bad.csv', 'spam'],
      ]),
      problems: [],
    });
  });

  it('follows a link to a folder, as a mounted volume with items has it', async () => {
    await write('..2026/lists/terms/bad.csv', 'spam');
    await symlink('..2026', join(rules, '..data'));
    await symlink('..data/lists', join(rules, 'lists'));
    expect(filesIn(rules)).toEqual({ 'lists/terms/bad.csv': 'spam' });
    await symlink(rules, join(home.path, 'current'));
    expect(filesIn(join(home.path, 'current'))).toEqual({ 'lists/terms/bad.csv': 'spam' });
  });

  it('names what is not read', async () => {
    for (const name of [
      'new-rule.JSON',
      'new-rule.json.txt',
      'x.jsonc',
      'y.yaml',
      'lists/terms/z.xlsx',
      'a.json.bak',
      'odd',
    ])
      await write(name, '{}');
    const found = readRuleFolder(rules).problems.map(({ file, hint }) => [file, hint]);
    expect(found).toEqual([
      ['a.json.bak', 'take it out of the rules folder, or begin its name with a dot'],
      ['lists/terms/z.xlsx', 'lists are kept as CSV: z.csv'],
      ['new-rule.JSON', 'call it new-rule.json'],
      ['new-rule.json.txt', 'call it new-rule.json'],
      ['odd', 'take it out of the rules folder, or begin its name with a dot'],
      ['x.jsonc', 'rules are written in JSON: x.json'],
      ['y.yaml', 'rules are written in JSON: y.json'],
    ]);
  });

  it('names links that lead nowhere or in a circle, and what is no file', async () => {
    await symlink('gone/lists', join(rules, 'lists'));
    await symlink('b', join(rules, 'a.json'));
    await symlink('a.json', join(rules, 'b'));
    await mkdir(join(rules, 'conditions'));
    await symlink('..', join(rules, 'conditions', 'up'));
    execFileSync('mkfifo', [join(rules, 'pipe.json')]);
    expect(problemsIn(rules)).toEqual([
      'a.json: the link leads in a circle: to "b"',
      'b: the link leads in a circle: to "a.json"',
      'conditions/up: the link leads back to a folder that it stands in',
      'lists: the link leads nowhere: to "gone/lists"',
      'pipe.json: it is neither a file nor a folder',
    ]);
  });

  it('reads what is not UTF-8 as it can, and names it', async () => {
    await write('result-codes.json', Buffer.from('{"zh":"\xb3\xf6\xc1\xcb"}', 'latin1'));
    await write('lists/terms/wide.csv', Buffer.from('\ufeffvalue\ncasino\n', 'utf16le'));
    const { files, problems } = readRuleFolder(rules);
    expect(files.get('result-codes.json')).toContain('\ufffd');
    expect(files.get('lists/terms/wide.csv')).toBe('value\ncasino\n');
    expect(problems).toMatchObject([{ file: 'result-codes.json', line: 1, weight: 'tightened' }]);
  });

  it('gives long lists as bytes that threads share', async () => {
    await write('lists/terms/long.csv', 'a long line\n'.repeat(10_000));
    const bytes = filesIn(rules)['lists/terms/long.csv'];
    expect(bytes).toBeInstanceOf(Uint8Array);
    expect(typeof bytes === 'object' && bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(Buffer.from(bytes ?? '').toString()).toBe(
      await readFile(join(rules, 'lists/terms/long.csv'), 'utf8'),
    );
  });

  it('cannot be read when it is gone', async () => {
    await rm(rules, { recursive: true });
    expect(() => readRuleFolder(rules)).toThrow('ENOENT');
    await chmod(home.path, 0o700);
  });
});

describe('a rules folder that is looked after', () => {
  let folder: RuleFolder;
  let seen: { changes: number; failures: string[] };
  beforeAll(() => {
    built('src/persistence/rule-folder/rule-folder.worker.js');
  });
  beforeEach(async () => {
    await write('a-rule.json', '{"first":1}');
    folder = new RuleFolder(rules);
    seen = { changes: 0, failures: [] };
    await folder.read();
    folder.watch(
      () => {
        seen.changes += 1;
      },
      (error) => seen.failures.push(String(error)),
    );
  });
  afterEach(() => folder.close());

  /** Waits for the next change to be told, and gives what is read then. */
  async function afterChange(): Promise<unknown> {
    const before = seen.changes;
    const until = Date.now() + 10_000;
    while (seen.changes === before && Date.now() < until) await sleep(20);
    expect(seen.changes).toBe(before + 1);
    return folder.read().then(
      ({ files }) => Object.fromEntries(files),
      (error: unknown) => String(error),
    );
  }

  it('tells once of several changes that come together', async () => {
    await write('a-rule.json', '{"second":2}');
    await write('b-rule.json', '{}');
    expect(await afterChange()).toEqual({ 'a-rule.json': '{"second":2}', 'b-rule.json': '{}' });
    await sleep(600);
    expect(seen.changes).toBe(1);
  });

  /**
   * @fault rules: the rules folder is replaced (mv, copy)
   * @effect The new folder is read and watched.
   */
  it('is seen when it is replaced, and all that changes in it afterwards', async () => {
    await write('a-rule.json', '{"new":1}', join(home.path, 'new'));
    await rename(rules, join(home.path, 'old'));
    await rename(join(home.path, 'new'), rules);
    expect(await afterChange()).toEqual({ 'a-rule.json': '{"new":1}' });
    await write('a-rule.json', '{"new":2}');
    expect(await afterChange()).toEqual({ 'a-rule.json': '{"new":2}' });
  });

  /**
   * @fault rules: the rules folder is gone
   * @effect The watch reports it, and its return.
   */
  it('is seen when it goes, and when it comes back', async () => {
    await rm(rules, { recursive: true });
    expect(await afterChange()).toContain('ENOENT');
    await write('a-rule.json', '{"back":1}');
    expect(await afterChange()).toEqual({ 'a-rule.json': '{"back":1}' });
    await write('a-rule.json', '{"back":2}');
    expect(await afterChange()).toEqual({ 'a-rule.json': '{"back":2}' });
  });

  /**
   * @fault rules: a link to the rules folder leads elsewhere (git-sync, ConfigMap)
   * @effect The new target is read and watched.
   */
  it('is seen when a link on the way to it leads elsewhere', async () => {
    await folder.close();
    const current = join(home.path, 'current');
    await symlink('.hidden', current);
    folder = new RuleFolder(join(current, 'rules'));
    await folder.read();
    folder.watch(
      () => {
        seen.changes += 1;
      },
      () => undefined,
    );
    await write('a-rule.json', '{"next":1}', join(home.path, 'next', 'rules'));
    await symlink('next', join(home.path, 'swap'));
    await rename(join(home.path, 'swap'), current);
    expect(await afterChange()).toEqual({ 'a-rule.json': '{"next":1}' });
    await write('a-rule.json', '{"next":2}', join(home.path, 'next', 'rules'));
    expect(await afterChange()).toEqual({ 'a-rule.json': '{"next":2}' });
  });

  it('is not read once it is closed', async () => {
    await folder.close();
    await expect(folder.read()).rejects.toThrow('the rules folder is closed');
    expect(seen.failures).toEqual([]);
  });
});
