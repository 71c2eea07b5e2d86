import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FilePendingRuleSets } from '../../src/persistence/rule-sets/file-pending-rule-sets.js';
import { readRuleFolder } from '../../src/persistence/rule-folder/read-rule-folder.js';
import { MemoryState } from '../../src/persistence/state/memory/memory-state.js';
import { ListCompiler } from '../../src/policy/lists/list-compiler.js';
import { ActiveRuleSetRegistry } from '../../src/policy/publishing/active-rule-set-registry.js';
import { Publisher } from '../../src/policy/publishing/publisher.js';
import { RuleSetStore } from '../../src/policy/publishing/rule-set-store.js';
import { RuleFiles, type FileTexts } from '../../src/policy/rule-files/rule-files.js';
import { RulesWatcher } from '../../src/policy/rule-files/rules-watcher.js';
import { TestClock } from '../support/moderation/ports.js';
import { quiet } from '../support/quiet.js';
import { ListedHistory } from '../support/state/listed-history.js';
import { aFolder } from '../support/temporary-folder.js';

const cases = join(import.meta.dirname, '..', 'moderation', 'rules', 'cases');

/** Files that a test sets. */
class TestFiles extends RuleFiles {
  constructor(public files: FileTexts) {
    super();
  }

  override async read() {
    return { files: this.files, problems: [] };
  }

  override watch(): void {}

  override async close(): Promise<void> {}
}

/** Leaves all lists to the caller. */
class NoCompiler extends ListCompiler {
  override async compile() {
    return new Map();
  }

  override async close(): Promise<void> {}
}

class EmptyStore extends RuleSetStore {
  override async publish(): Promise<number> {
    return 1;
  }

  override async newest(): Promise<null> {
    return null;
  }

  override async latest(): Promise<null> {
    return null;
  }
}

const folder = await aFolder();
afterEach(() => folder.remove());

describe('the watcher of rules, for live rules that deny', () => {
  it('logs once that a live rule denies innocent answers, with the place in its file', async () => {
    const { files: starting } = readRuleFolder('rules');
    const text = await readFile(join(cases, 'denies-letters.json'), 'utf8');
    const files = new TestFiles(new Map([...starting, ['denies-letters.json', text]]));
    const warnings: { readonly fields: object; readonly message: string }[] = [];
    const log = {
      ...quiet.log,
      warn: (fields: object, message: string) => void warnings.push({ fields, message }),
    };
    const state = new MemoryState({
      history: new ListedHistory(),
      clock: new TestClock(),
      counterMemoryBytes: 1_000_000,
    });
    const pending = await FilePendingRuleSets.open(join(folder.path, 'pending'), log);
    const ports = { registry: new ActiveRuleSetRegistry(), store: new EmptyStore(), pending, state, log };
    const watcher = new RulesWatcher(files, new NoCompiler(), new Publisher(['1400000000'], ports), log);
    const denials = () => warnings.filter(({ message }) => message === 'live rules deny innocent answers');
    await watcher.publish();
    expect(watcher.problems).toEqual([]);
    expect(denials()).toMatchObject([
      {
        fields: { problems: [{ file: 'denies-letters.json', at: '/conditions', line: expect.any(Number) }] },
      },
    ]);
    await watcher.publish();
    expect(denials()).toHaveLength(1);
    files.files = starting;
    await watcher.publish();
    expect(denials()).toHaveLength(1);
    await watcher.stop();
  });
});
