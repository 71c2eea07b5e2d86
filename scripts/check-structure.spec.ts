import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** Runs the check on a checkout with these files; gives the lines that it prints. */
async function check(files: Readonly<Record<string, string>>) {
  const root = await mkdtemp(join(tmpdir(), 'structure-'));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const { status, stderr } = spawnSync(process.execPath, ['scripts/check-structure.mjs', root], {
    encoding: 'utf8',
  });
  return { status, lines: stderr.split('\n').filter((line) => line !== '') };
}

// These words would be findings of this file.
const [what, whoever] = ['What', ['who', 'ever'].join('')];
const lines = (count: number) => '\n'.repeat(count);
const exceptions = (list: readonly object[]) => ({
  'scripts/structure-exceptions.json': JSON.stringify(list),
});

describe('the structure check', () => {
  it('passes what keeps to the rules', async () => {
    const checked = await check({
      'src/runtime/clock.ts': '/** Tells the time. */\nexport class Clock {}\n',
      'src/policy/publisher.ts': "import { Clock } from '../runtime/clock.js';\n",
      'src/policy/policy.module.ts': "import { X } from '../persistence/persistence.module.js';\n",
      'src/persistence/persistence.module.ts': '',
      'docs/page.md': '# Page\n\nSee [there](other.md#the-third-part-of-it).\n',
      'docs/other.md': '## The `third` part, of it\n',
    });
    expect(checked).toEqual({ status: 0, lines: [] });
  });

  it('refuses an import against the order, of a type too', async () => {
    const { status, lines: said } = await check({
      'src/moderation/model/fact.ts': "import type { List } from '../lists/list.js';\n",
      'src/moderation/lists/list.ts': '',
      'src/http/server.ts': "export { Fact } from '../moderation/model/fact.js';\n",
      'src/staff/health.ts': "const x = import('../callbacks/wire.js');\n",
      'src/callbacks/wire.ts': '',
      'src/runtime/log.ts': "import '../config/config.js';\n",
      'src/config/config.ts': '',
    });
    expect(status).toBe(1);
    expect(said).toEqual([
      'src/http/server.ts > src/moderation/model/fact.ts: src/http may not import src/moderation/model [import-order]',
      'src/moderation/model/fact.ts > src/moderation/lists/list.ts: src/moderation/model may not import src/moderation/lists [import-order]',
      'src/runtime/log.ts > src/config/config.ts: src/runtime may not import src/config [import-order]',
      'src/staff/health.ts > src/callbacks/wire.ts: src/staff may not import src/callbacks [import-order]',
      '4 findings: see CONTRIBUTING.md',
    ]);
  });

  it('refuses a circle, of types too, and lets specs import what they test', async () => {
    const { lines: said } = await check({
      'src/policy/a.ts': "import { b } from './b.js';\n",
      'src/policy/b.ts': "import type { C } from './c.js';\n",
      'src/policy/c.ts': "import type { A } from './a.js';\n",
      'src/policy/d.ts': "import { b } from './b.js';\n",
      'src/runtime/a.spec.ts': "import { a } from '../policy/a.js';\n",
    });
    expect(said[0]).toBe(
      'src/policy/a.ts: a circle of imports: src/policy/a.ts, src/policy/b.ts, src/policy/c.ts [import-circle]',
    );
    expect(said).toHaveLength(2);
  });

  it('refuses files and folders that are too large, but not specs', async () => {
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`src/policy/file-${i}.ts`, '']));
    const { lines: said } = await check({
      ...many,
      'src/policy/file.spec.ts': lines(300),
      'src/runtime/just.ts': lines(200),
      'src/runtime/long.ts': lines(201),
    });
    expect(said).toEqual([
      'src/runtime/long.ts: 201 lines; 200 at most [file-size]',
      'src/policy: 21 sources; 20 at most [folder-size]',
      '2 findings: see CONTRIBUTING.md',
    ]);
  });

  it('wants a reason beside the exception of a long function', async () => {
    const { lines: said } = await check({
      'src/runtime/a.ts': '// oxlint-disable-next-line max-lines-per-function\n',
      'src/runtime/b.ts':
        '// oxlint-disable-next-line eslint/max-lines-per-function -- one table of opcodes\n',
    });
    expect(said).toEqual([
      'src/runtime/a.ts: a long function needs its reason behind " -- " [function-size]',
      '1 finding: see CONTRIBUTING.md',
    ]);
  });

  it('refuses English that has to be read twice, in comments and documents and nowhere else', async () => {
    const { lines: said } = await check({
      'src/runtime/a.ts': [
        `/** Of a reading: its value. */`,
        `// What is kept, stands here.`,
        "const said = 'nobody';",
        `const port = 1; // ${whoever} listens`,
        `/**\n * Closes it when\n * somebody asks.\n */`,
        '// Of course, a file of what was kept',
        '',
      ].join('\n'),
      'docs/page.md': `What may be done\n\n| Somebody agreed |\n\n- Whoever reads\n`,
    });
    expect(said).toEqual([
      'docs/page.md: line 5 says "whoever": name the process, thread or caller: Whoever reads [words]',
      'src/runtime/a.ts: line 1 begins with "Of": put the subject first: Of a reading: its value. [words]',
      'src/runtime/a.ts: line 2 begins with "What": name the thing: What is kept, stands here. [words]',
      'src/runtime/a.ts: line 4 says "whoever": name the process, thread or caller: whoever listens [words]',
      'src/runtime/a.ts: line 5 says "nobody" or "somebody": name the process, thread or caller: Closes it when somebody asks. [words]',
      '5 findings: see CONTRIBUTING.md',
    ]);
  });

  it('refuses links that lead nowhere and cells that are too long', async () => {
    const { lines: said } = await check({
      'docs/page.md': `[a](gone.md) [b](#nothing) [c](https://example.com)\n\n| ${'x'.repeat(121)} |\n| ${'-'.repeat(200)} |\n`,
      'deploy/alerts/rules.yaml': '  runbook: docs/page.md#nothing\n  runbook: docs/gone.md\n',
    });
    expect(said).toEqual([
      'docs/page.md#nothing: docs/page.md#nothing leads nowhere [link]',
      'docs/gone.md: docs/gone.md leads nowhere [link]',
      'docs/page.md: line 3 has a table cell of 121 characters; 120 at most [table-cell]',
      'docs/page.md: gone.md leads nowhere [link]',
      'docs/page.md: #nothing leads nowhere [link]',
      '5 findings: see CONTRIBUTING.md',
    ]);
  });

  it('takes exceptions with a reason, up to their count, and names those that are not needed', async () => {
    const files = { 'src/runtime/a.ts': `// What is.\n\nlet x;\n// ${what} was.\n` };
    const words = { rule: 'words', where: 'src/runtime/a.ts' };
    const two = await check({ ...files, ...exceptions([{ ...words, count: 2, because: 'quoted' }]) });
    expect(two).toEqual({ status: 0, lines: [] });
    const one = await check({ ...files, ...exceptions([{ ...words, because: 'quoted' }]) });
    expect(one.lines).toHaveLength(3);
    const unreasoned = await check({ ...files, ...exceptions([{ ...words, count: 2 }]) });
    expect(unreasoned.lines[0]).toContain('an exception without a reason');
    const stale = await check({ ...files, ...exceptions([{ ...words, count: 3, because: 'quoted' }]) });
    expect([stale.status, stale.lines[0]]).toEqual([
      1,
      expect.stringContaining('allows 3 where 2 are found'),
    ]);
  });
});
