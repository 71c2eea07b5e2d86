import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aFolder } from '../../../test/support/temporary-folder.js';
import { RuleFolder } from './rule-folder.js';

describe('a rules folder', () => {
  let home: Awaited<ReturnType<typeof aFolder>>;
  let rules: string;
  beforeEach(async () => {
    home = await aFolder();
    rules = join(home.path, '.hidden', 'rules');
    await mkdir(join(home.path, '.hidden'));
  });
  afterEach(() => home.remove());

  const write = async (file: string, text: string) => {
    await mkdir(join(rules, file, '..'), { recursive: true });
    await writeFile(join(rules, file), text);
  };

  it('holds JSON and CSV files, with the links of a mounted volume followed', async () => {
    await write('..2026/a-rule.json', '{"mounted":true}');
    await symlink('..2026', join(rules, '..data'));
    await symlink('..data/a-rule.json', join(rules, 'a-rule.json'));
    await write('lists/terms/bad.csv', 'spam');
    await write('.vscode/settings.json', '{}');
    await write('a-rule.json~', '');
    const files = await new RuleFolder(rules).read();
    expect(Object.fromEntries(files)).toEqual({
      'a-rule.json': '{"mounted":true}',
      'lists/terms/bad.csv': 'spam',
    });
  });

  it('is watched before it is there, and says when changes may go unseen', async () => {
    const folder = new RuleFolder(rules);
    const seen: string[] = [];
    folder.watch(
      () => seen.push('changed'),
      (error) => seen.push(String(error)),
    );
    await pause(200);
    await write('a-rule.json', '{}');
    await pause(600);
    folder['watcher']?.emit('error', new Error('no more watches'));
    await folder.close();
    expect(seen).toEqual(['changed', 'Error: no more watches']);
  });
});
