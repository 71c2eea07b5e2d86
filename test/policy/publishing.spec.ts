import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MemoryState } from '../../src/persistence/state/memory/memory-state.js';
import { FilePendingRuleSets } from '../../src/persistence/rule-sets/file-pending-rule-sets.js';
import { ActiveRuleSetRegistry } from '../../src/policy/publishing/active-rule-set-registry.js';
import { Publisher } from '../../src/policy/publishing/publisher.js';
import { checkRuleSetSourceTask } from '../../src/moderation/engine/check-rule-set-source.js';
import { storedRuleSetOf } from '../../src/policy/publishing/stored-rule-set.js';
import { runSync } from '../../src/runtime/cooperative-task.js';
import { RuleSetStore, type StoredRuleSet } from '../../src/policy/publishing/rule-set-store.js';
import { ListedHistory } from '../support/state/listed-history.js';
import { TestClock } from '../support/moderation/ports.js';
import { quiet } from '../support/quiet.js';
import { aFolder } from '../support/temporary-folder.js';
import { aRuleFile, aSource } from '../support/rule-files.js';

const APP = '1400000000';
const sourceOf = (description: string) => aSource(aRuleFile({ description }));

/** Keeps sets in memory, after `delays` in turn (milliseconds), while it is not away. */
class SlowStore extends RuleSetStore {
  readonly kept: StoredRuleSet[] = [];
  away = false;
  unreadable = false;
  tries = 0;

  constructor(private readonly delays: number[] = []) {
    super();
  }

  override async publish(_appId: string, ruleSet: StoredRuleSet): Promise<number> {
    this.tries += 1;
    await pause(this.delays.shift() ?? 0);
    if (this.away) throw new Error('the database is away');
    if (this.kept.at(-1)?.hash !== ruleSet.hash) this.kept.push(ruleSet);
    return this.kept.length;
  }

  override async newest(): Promise<{ readonly number: number; readonly hash: string } | null> {
    return this.latest();
  }

  override async latest(): Promise<(StoredRuleSet & { readonly number: number }) | null> {
    if (this.unreadable) throw new Error('the database is away');
    const latest = this.kept.at(-1);
    return latest === undefined ? null : { ...latest, number: this.kept.length };
  }
}

const folders: Awaited<ReturnType<typeof aFolder>>[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder.remove();
});

async function aDirectory(): Promise<string> {
  const folder = await aFolder();
  folders.push(folder);
  return join(folder.path, 'pending');
}

async function opened(store: RuleSetStore, directory?: string) {
  const live = new ActiveRuleSetRegistry();
  const state = new MemoryState({
    history: new ListedHistory(),
    clock: new TestClock(),
    counterMemoryBytes: 1_000_000,
  });
  const pending = await FilePendingRuleSets.open(directory ?? (await aDirectory()), quiet.log);
  return {
    live,
    pending,
    publisher: new Publisher([APP], { registry: live, store, pending, state, log: quiet.log }),
  };
}

/** Waits for an outcome; the expectations that follow say what is missing. */
async function until(isSo: () => boolean): Promise<void> {
  const latest = Date.now() + 15_000;
  while (!isSo() && Date.now() < latest) await pause(20);
}

describe('rule sets that another replica publishes', () => {
  const both = async () => {
    const store = new SlowStore();
    return { store, one: await opened(store), other: await opened(store) };
  };

  it('are taken live with their number', async () => {
    const { one, other } = await both();
    await one.publisher.publish(sourceOf('first'));
    await other.publisher.follow(APP);
    expect(other.live.current(APP)).toMatchObject({ number: 1, hash: one.live.current(APP)?.hash });
  });

  it('take over from what was published before, whoever did', async () => {
    const { one, other } = await both();
    await one.publisher.publish(sourceOf('first'));
    await other.publisher.publish(sourceOf('second'));
    await one.publisher.follow(APP);
    await other.publisher.follow(APP);
    expect(one.live.current(APP)).toMatchObject({ number: 2, hash: other.live.current(APP)?.hash });
    expect([one, other].map(({ publisher }) => publisher.isForeign(APP))).toEqual([true, false]);
  });

  it('do not take over from one that is still on its way into the store', async () => {
    const { store, one, other } = await both();
    await one.publisher.publish(sourceOf('first'));
    store.away = true;
    await other.publisher.publish(sourceOf('second'));
    const hash = other.live.current(APP)?.hash;
    await other.publisher.follow(APP);
    expect(other.live.current(APP)?.hash).toBe(hash);
    other.publisher.stop();
  });

  it('are stored again, under a new number, by a store that was created anew', async () => {
    const { store, one } = await both();
    await one.publisher.publish(sourceOf('first'));
    await one.publisher.publish(sourceOf('second'));
    const hash = one.live.current(APP)?.hash;
    store.kept.length = 0;
    await one.publisher.follow(APP);
    await until(() => one.live.current(APP)?.number === 1);
    expect(store.kept.map((kept) => kept.hash)).toEqual([hash]);
    expect(one.live.current(APP)).toMatchObject({ number: 1, hash });
    await one.publisher.follow(APP);
    expect(store.tries).toBe(3);
  });
});

describe('rule sets that go live', () => {
  const publishers: Publisher[] = [];
  afterEach(() => {
    for (const publisher of publishers.splice(0)) publisher.stop();
  });
  const open = async (store: RuleSetStore, directory?: string) => {
    const parts = await opened(store, directory);
    publishers.push(parts.publisher);
    return parts;
  };
  const published = async (publisher: Publisher, description: string) => {
    const result = await publisher.publish(sourceOf(description));
    if (result.kind !== 'live') throw new Error(result.kind);
    return result.ruleSet.hash;
  };

  it('are kept in that order, however slow the store is with the first', async () => {
    const store = new SlowStore([700]);
    const { publisher, live } = await open(store);
    const first = await published(publisher, 'first');
    const second = await published(publisher, 'second');
    expect(live.current(APP)?.hash).toBe(second);
    await until(() => live.current(APP)?.number === 2);
    expect(store.kept.map(({ hash }) => hash)).toEqual([first, second]);
    expect(live.current(APP)).toMatchObject({ hash: second, number: 2 });
  });

  /**
   * @fault rules: rules change while the database is away
   * @effect They go live at once, and are stored when it is back.
   */
  it('are all kept once the database is back, also those that are live no more', async () => {
    const store = new SlowStore();
    store.away = true;
    const { publisher, live } = await open(store);
    const first = await published(publisher, 'first');
    const second = await published(publisher, 'second');
    expect(await published(publisher, 'first')).toBe(first);
    expect(live.current(APP)).toMatchObject({ hash: first, number: null });
    store.away = false;
    await until(() => live.current(APP)?.number === 3);
    expect(store.kept.map(({ hash }) => hash)).toEqual([first, second, first]);
    expect(live.current(APP)).toMatchObject({ hash: first, number: 3 });
  });
});

describe('rule sets that wait for the database', () => {
  const listed = (description: string, size: number) => {
    const entries = Array.from({ length: size }, (_, at) => ({
      value: `${description} ${String(at)}`,
      reason: null,
      author: null,
      expiresAt: null,
    }));
    return {
      ...sourceOf(description),
      lists: new Map([['bad', { name: 'bad', kind: 'terms' as const, entries }]]),
    };
  };

  it('are stored by the next process of the replica, with their lists', async () => {
    const store = new SlowStore();
    store.away = true;
    const directory = await aDirectory();
    const before = await opened(store, directory);
    for (const description of ['first', 'second', 'third'])
      await before.publisher.publish(listed(description, 3));
    await until(() => store.tries > 1);
    before.publisher.stop();
    for (const path of await readdir(directory, { recursive: true })) {
      const { mode } = await stat(join(directory, path));
      expect(mode & 0o077).toBe(0);
    }
    store.away = false;
    const { publisher } = await opened(store, directory);
    await until(() => store.kept.length === 3);
    expect(store.kept.map(({ lists }) => lists[0]?.list.entries.at(2)?.value)).toEqual([
      'first 2',
      'second 2',
      'third 2',
    ]);
    // The lists go with the last set that names them.
    while ((await readdir(directory)).length > 1) await pause(20);
    expect(await readdir(join(directory, APP))).toEqual([]);
    publisher.stop();
  });

  it('are the last set where neither the files nor the database give one', async () => {
    const store = new SlowStore();
    store.away = true;
    const directory = await aDirectory();
    const before = await opened(store, directory);
    await before.publisher.publish(listed('first', 3));
    await before.publisher.publish(listed('second', 3));
    await until(() => store.tries > 1);
    before.publisher.stop();
    store.unreadable = true;
    const { publisher, live } = await opened(store, directory);
    await publisher.restore();
    expect(live.current(APP)?.hash).toBe(before.live.current(APP)?.hash);
    publisher.stop();
  });

  /**
   * @fault rules: rules change many times while the database is away
   * @effect The sets wait as files in `DATA_DIR` and are stored in their order, by the next process too.
   */
  it('do not pile up in memory', async () => {
    const store = new SlowStore();
    store.away = true;
    const { publisher, live } = await opened(store);
    const sets: WeakRef<object>[] = [];
    for (let change = 0; change < 12; change += 1) {
      await publisher.publish(listed(`change ${String(change)}`, 1_000));
      const ruleSet = live.current(APP)?.source.lists;
      if (ruleSet !== undefined) sets.push(new WeakRef(ruleSet));
    }
    await until(() => {
      collectGarbage();
      return sets.filter((set) => set.deref() !== undefined).length <= 3;
    });
    expect(sets.filter((set) => set.deref() !== undefined).length).toBeLessThanOrEqual(3);
    publisher.stop();
  });

  it('wait in memory while the disk refuses them', async () => {
    const store = new SlowStore();
    store.away = true;
    const directory = await aDirectory();
    const { publisher, live } = await opened(store, directory);
    await writeFile(directory, 'a file in the place of the folder');
    await publisher.publish(sourceOf('first'));
    await publisher.publish(sourceOf('second'));
    store.away = false;
    await until(() => live.current(APP)?.number === 2);
    expect(store.kept).toHaveLength(2);
    publisher.stop();
  });
});

describe('lists that lose most of their entries', () => {
  const source = (values: readonly string[], shrinkable: readonly string[] = []) => {
    const entries = values.map((value) => ({ value, reason: null, author: null, expiresAt: null }));
    const list = { name: 'banned', kind: 'accounts' as const, entries };
    return { ...sourceOf('a rule'), lists: new Map([['banned', list]]), shrinkable: new Set(shrinkable) };
  };
  const values = ['ann', 'bob', 'cat', 'dan', 'eve', 'fay', 'gus'];

  it('do not go live by themselves, neither while the service runs nor at a start', async () => {
    const store = new SlowStore();
    const { publisher } = await opened(store);
    await publisher.publish(source(values));
    await until(() => store.kept.length === 1);
    const problem = {
      file: 'lists/accounts/banned.csv',
      at: '',
      message: 'the list would shrink from 7 to 3 entries, and lose such as "dan", "eve", "fay", "gus"',
      hint: expect.stringContaining('# allow-shrink'),
    };
    expect(await publisher.publish(source(values.slice(0, 3)))).toEqual({
      kind: 'refused',
      problems: [problem],
    });
    const next = await opened(store);
    expect(await next.publisher.publish(source(values.slice(0, 3)))).toEqual({
      kind: 'refused',
      problems: [problem],
    });
    expect(await next.publisher.publish(source(values.slice(0, 4)))).toMatchObject({ kind: 'live' });
  });

  it('go live where their files let them', async () => {
    const { publisher } = await opened(new SlowStore());
    await publisher.publish(source(values));
    expect(await publisher.publish(source([], ['banned']))).toMatchObject({ kind: 'live' });
  });
});

describe('checks that are younger than documents in use', () => {
  const found = [
    { file: 'a-rule.json', at: '/priority', message: 'too young', weight: 'tightened' },
    { file: 'other.json', at: '', message: 'only a warning', weight: 'warning' },
  ] as const;
  const published = (publisher: Publisher, description: string) =>
    publisher.publish(sourceOf(description), { found });

  it('refuse a document that is new', async () => {
    const { publisher, live } = await opened(new SlowStore());
    expect(await published(publisher, 'first')).toEqual({ kind: 'refused', problems: [found[0]] });
    expect(live.current(APP)).toBeNull();
  });

  it('are warnings for one that is stored as it stands, after a restart too', async () => {
    const store = new SlowStore();
    await (await opened(store)).publisher.publish(sourceOf('first'));
    const { publisher } = await opened(store);
    expect(await published(publisher, 'first')).toMatchObject({ kind: 'live', warnings: found });
    expect(await published(publisher, 'first')).toMatchObject({ kind: 'unchanged', warnings: found });
    expect(await published(publisher, 'second')).toEqual({ kind: 'refused', problems: [found[0]] });
  });

  it('let rules go on that an earlier version took, until they are changed', async () => {
    const endless = { all: [{ fact: 'batchSize', operator: 'greaterThan', value: -5 }] };
    const examples = [{ it: 'x', expect: 'deny', given: [{ fact: 'batchSize', value: 1 }] }];
    const yesterday = aSource(aRuleFile({ conditions: endless, examples }));
    const store = new SlowStore();
    const checked = runSync(checkRuleSetSourceTask(yesterday));
    if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
    await store.publish(APP, storedRuleSetOf(checked.ruleSet));
    const message = 'this always holds: "batchSize" is a whole number from 1 to 20000';
    const at = '/conditions/all/0/value';
    const { publisher } = await opened(store);
    expect(await publisher.publish(yesterday)).toMatchObject({ kind: 'live', warnings: [{ at, message }] });
    const changed = aSource(aRuleFile({ conditions: endless, examples, description: 'changed' }));
    expect(await publisher.publish(changed)).toMatchObject({ kind: 'refused', problems: [{ at, message }] });
    const restored = await opened(store);
    await restored.publisher.restore();
    expect(restored.live.current(APP)?.hash).toBe(checked.ruleSet.hash);
  });

  it('are warnings at a start without the database', async () => {
    const store = new SlowStore();
    Object.assign(store, { away: true, unreadable: true });
    const { publisher } = await opened(store);
    expect(await published(publisher, 'first')).toMatchObject({ kind: 'live', warnings: found });
    expect(await published(publisher, 'second')).toMatchObject({ kind: 'refused' });
    publisher.stop();
  });
});

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
}
