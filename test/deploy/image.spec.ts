import { execFile } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { built } from '../support/built.js';
import { aFolder } from '../support/temporary-folder.js';

const dockerfile = readFileSync('Dockerfile', 'utf8');
/** Paths of the checkout that the last stage copies. */
const copied = dockerfile
  .slice(dockerfile.lastIndexOf('\nFROM '))
  .split('\n')
  .flatMap((line) => /^COPY (?!--from)(.*) \S+$/.exec(line)?.[1]?.split(' ') ?? []);

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe('the image', () => {
  it('is given all that it copies', () => {
    const sent = readFileSync('.dockerignore', 'utf8').split('\n');
    for (const path of copied) {
      expect([path, existsSync(path)]).toEqual([path, true]);
      expect([path, sent.some((line) => line.startsWith(`!${path}`))]).toEqual([path, true]);
    }
  });

  it('runs the documented commands without sources to build', async () => {
    const folder = await aFolder();
    closing.push(() => folder.remove());
    for (const path of copied) cpSync(path, join(folder.path, path), { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder.path, 'node_modules'));
    cpSync(dirname(dirname(built('src/main.js'))), join(folder.path, 'dist'), { recursive: true });
    const done = promisify(execFile)('npm', ['run', '-s', 'friendgate', '--', 'rules', 'check'], {
      cwd: folder.path,
      env: { PATH: process.env['PATH'], HOME: folder.path, NODE_ENV: 'production' },
    });
    expect((await done).stdout).toMatch(/rules/);
  });
});
