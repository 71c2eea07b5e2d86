import { cp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { WorkerListCompiler } from '../../src/persistence/list-compiler/worker-list-compiler.js';
import { RuleFolder } from '../../src/persistence/rule-folder/rule-folder.js';
import { FilePendingRuleSets } from '../../src/persistence/rule-sets/file-pending-rule-sets.js';
import { MemoryState } from '../../src/persistence/state/memory/memory-state.js';
import { ActiveRuleSetRegistry } from '../../src/policy/publishing/active-rule-set-registry.js';
import { Publisher } from '../../src/policy/publishing/publisher.js';
import { RuleSetStore, type StoredRuleSet } from '../../src/policy/publishing/rule-set-store.js';
import { RulesWatcher } from '../../src/policy/rule-files/rules-watcher.js';
import { TestClock } from '../support/moderation/ports.js';
import { built } from '../support/built.js';
import { ListedHistory } from '../support/state/listed-history.js';
import { aFolder } from '../support/temporary-folder.js';

const APP = '1400000000';

class MemoryStore extends RuleSetStore {
  readonly sets: StoredRuleSet[] = [];

  override async publish(_appId: string, ruleSet: StoredRuleSet): Promise<number> {
    if (this.sets.at(-1)?.hash !== ruleSet.hash) this.sets.push(ruleSet);
    return this.sets.length;
  }

  override newest(): Promise<{ readonly number: number; readonly hash: string } | null> {
    return this.latest();
  }

  override async latest(): Promise<(StoredRuleSet & { readonly number: number }) | null> {
    const latest = this.sets.at(-1);
    return latest === undefined ? null : { ...latest, number: this.sets.length };
  }
}

describe('the rules watcher', () => {
  let home: Awaited<ReturnType<typeof aFolder>>;
  let rules: string;
  let store: MemoryStore;
  let lines: string[];
  let registry: ActiveRuleSetRegistry;
  let watcher: RulesWatcher;
  beforeAll(() => {
    built('src/persistence/rule-folder/rule-folder.worker.js');
  });
  beforeEach(async () => {
    home = await aFolder();
    rules = join(home.path, 'rules');
    await cp('rules', rules, { recursive: true });
    store = new MemoryStore();
    await start();
  });
  afterEach(async () => {
    await watcher.stop();
    await home.remove();
  });

  /** A process of the service: it shares the folder and the store with those before it. */
  async function start(): Promise<void> {
    lines = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    registry = new ActiveRuleSetRegistry();
    const state = new MemoryState({
      history: new ListedHistory(),
      clock: new TestClock(),
      counterMemoryBytes: 1_000_000,
    });
    const pending = await FilePendingRuleSets.open(join(home.path, 'pending'), log);
    const publisher = new Publisher([APP], { registry, store, pending, state, log });
    watcher = new RulesWatcher(new RuleFolder(rules), new WorkerListCompiler(log), publisher, log);
    await watcher.start();
  }

  async function restart(): Promise<void> {
    await watcher.stop();
    await start();
  }

  async function until(isSo: () => boolean): Promise<void> {
    for (let tries = 0; !isSo() && tries < 750; tries += 1) await pause(20);
    expect(isSo()).toBe(true);
  }

  const problems = () => watcher.problems.map(({ file, line, message }) => ({ file, line, message }));
  const sizeOf = (list: string) => registry.current(APP)?.lists.get(list)?.size;

  it('sees every change after the folder was replaced, and is degraded while it is gone', async () => {
    const first = registry.current(APP)?.hash;
    await rename(rules, join(home.path, 'old'));
    await until(() => watcher.problems.length > 0);
    expect(problems()).toMatchObject([
      { message: expect.stringContaining('the rules cannot be read: ENOENT') },
    ]);
    expect(registry.current(APP)?.hash).toBe(first);
    await cp(join(home.path, 'old'), rules, { recursive: true });
    await until(() => watcher.problems.length === 0);
    await writeFile(join(rules, 'lists', 'accounts', 'new.csv'), 'mallory\n');
    await until(() => sizeOf('new') === 1);
    await rm(rules, { recursive: true });
    await rename(join(home.path, 'old'), rules);
    await until(() => sizeOf('new') === undefined && watcher.problems.length === 0);
  });

  it('refuses files that are not read by name, with the line of what is wrong', async () => {
    await writeFile(join(rules, 'new-rule.JSON'), '{}');
    await writeFile(join(rules, 'lists', 'terms', 'new.csv'), 'value\nbet on it\n# later\n');
    await until(() => watcher.problems.length === 2);
    expect(problems()).toEqual([
      { file: 'new-rule.JSON', line: undefined, message: 'the file is not read' },
      {
        file: 'lists/terms/new.csv',
        line: 3,
        message: '"# later" looks like a comment, and lists have none',
      },
    ]);
  });

  /**
   * @fault rules: an upgrade brings checks that documents in use do not pass
   * @effect Unchanged documents stay in force with a warning; changed ones are refused.
   */
  it('warns of documents that earlier versions took, and refuses them once they change', async () => {
    // The set that a version without these checks has stored.
    const list = join(rules, 'lists', 'accounts', 'old.csv');
    const legacy = ['account,reason', 'mallory,scam', 'trudy,spam'];
    const entries = legacy.map((value) => ({ value, reason: null, author: null, expiresAt: null }));
    await writeFile(list, ['value', ...legacy.map((line) => `"${line}"`), ''].join('\n'));
    await until(() => sizeOf('old') === 3);
    expect([...(registry.current(APP)?.source.lists.get('old')?.entries ?? [])]).toEqual(entries);
    await writeFile(list, `${legacy.join('\n')}\n`);
    await restart();
    expect(problems()).toEqual([]);
    expect(sizeOf('old')).toBe(3);
    expect(lines.join('')).toContain('no column is called \\"account\\"');
    await writeFile(list, `${legacy.join('\n')}\nwalter,spam\n`);
    await until(() => watcher.problems.length > 0);
    expect(problems()).toEqual([
      { file: 'lists/accounts/old.csv', line: 1, message: 'no column is called "account"' },
    ]);
    await writeFile(list, 'value,reason\nmallory,scam\ntrudy,spam\n');
    await until(() => watcher.problems.length === 0);
    expect(sizeOf('old')).toBe(2);
  });

  /**
   * @fault rules: a list is emptied, or written only halfway
   * @effect It is refused with what it would lose, until its file says `# allow-shrink`.
   */
  it('does not take a list live that was emptied, but where its file says so', async () => {
    const list = join(rules, 'lists', 'accounts', 'new.csv');
    await writeFile(list, 'ann\nbob\ncat\n');
    await until(() => sizeOf('new') === 3);
    await writeFile(list, '');
    await until(() => watcher.problems.length > 0);
    expect(problems()).toEqual([
      {
        file: 'lists/accounts/new.csv',
        line: undefined,
        message: expect.stringMatching(
          /half written|would shrink from 3 to 0 entries, and lose such as "ann", "bob", "cat"/u,
        ),
      },
    ]);
    expect(sizeOf('new')).toBe(3);
    await writeFile(list, '# allow-shrink\n');
    await until(() => sizeOf('new') === 0);
  });
});
