import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MemoryState } from '../../src/persistence/state/memory/memory-state.js';
import { ActiveRuleSetRegistry } from '../../src/policy/publishing/active-rule-set-registry.js';
import { Publisher } from '../../src/policy/publishing/publisher.js';
import { RuleSetStore, type StoredRuleSet } from '../../src/policy/publishing/rule-set-store.js';
import { ListedHistory } from '../support/state/listed-history.js';
import { TestClock } from '../support/moderation/ports.js';
import { quiet } from '../support/quiet.js';
import { aRuleFile, aSource } from '../support/rule-files.js';

const APP = '1400000000';
const sourceOf = (description: string) => aSource(aRuleFile({ description }));

/** Keeps sets in memory, after `delays` in turn (milliseconds), while it is not away. */
class SlowStore extends RuleSetStore {
  readonly kept: StoredRuleSet[] = [];
  away = false;
  unreadable = false;

  constructor(private readonly delays: number[] = []) {
    super();
  }

  override async publish(_appId: string, ruleSet: StoredRuleSet): Promise<number> {
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

function opened(store: RuleSetStore) {
  const live = new ActiveRuleSetRegistry();
  const state = new MemoryState({
    history: new ListedHistory(),
    clock: new TestClock(),
    counterMemoryBytes: 1_000_000,
  });
  return { live, publisher: new Publisher([APP], { registry: live, store, state, log: quiet.log }) };
}

describe('rule sets that another replica publishes', () => {
  const both = () => {
    const store = new SlowStore();
    return { store, one: opened(store), other: opened(store) };
  };

  it('are taken live with their number', async () => {
    const { one, other } = both();
    await one.publisher.publish(sourceOf('first'));
    await other.publisher.follow(APP);
    expect(other.live.current(APP)).toMatchObject({ number: 1, hash: one.live.current(APP)?.hash });
  });

  it('take over from what was published before, whoever did', async () => {
    const { one, other } = both();
    await one.publisher.publish(sourceOf('first'));
    await other.publisher.publish(sourceOf('second'));
    await one.publisher.follow(APP);
    await other.publisher.follow(APP);
    expect(one.live.current(APP)).toMatchObject({ number: 2, hash: other.live.current(APP)?.hash });
    expect([one, other].map(({ publisher }) => publisher.isForeign(APP))).toEqual([true, false]);
  });

  it('do not take over from one that is still on its way into the store', async () => {
    const { store, one, other } = both();
    await one.publisher.publish(sourceOf('first'));
    store.away = true;
    await other.publisher.publish(sourceOf('second'));
    const hash = other.live.current(APP)?.hash;
    await other.publisher.follow(APP);
    expect(other.live.current(APP)?.hash).toBe(hash);
    other.publisher.stop();
  });
});

describe('rule sets that go live', () => {
  const publishers: Publisher[] = [];
  afterEach(() => {
    for (const publisher of publishers.splice(0)) publisher.stop();
  });
  const open = (store: RuleSetStore) => {
    const parts = opened(store);
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
    const { publisher, live } = open(store);
    const first = await published(publisher, 'first');
    const second = await published(publisher, 'second');
    expect(live.current(APP)?.hash).toBe(second);
    await pause(600);
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
    const { publisher, live } = open(store);
    const first = await published(publisher, 'first');
    const second = await published(publisher, 'second');
    expect(await published(publisher, 'first')).toBe(first);
    expect(live.current(APP)).toMatchObject({ hash: first, number: null });
    store.away = false;
    await pause(2_500);
    expect(store.kept.map(({ hash }) => hash)).toEqual([first, second, first]);
    expect(live.current(APP)).toMatchObject({ hash: first, number: 3 });
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
    const { publisher, live } = opened(new SlowStore());
    expect(await published(publisher, 'first')).toEqual({ kind: 'refused', problems: [found[0]] });
    expect(live.current(APP)).toBeNull();
  });

  it('are warnings for one that is stored as it stands, after a restart too', async () => {
    const store = new SlowStore();
    await opened(store).publisher.publish(sourceOf('first'));
    const { publisher } = opened(store);
    expect(await published(publisher, 'first')).toMatchObject({ kind: 'live', warnings: found });
    expect(await published(publisher, 'first')).toMatchObject({ kind: 'unchanged', warnings: found });
    expect(await published(publisher, 'second')).toEqual({ kind: 'refused', problems: [found[0]] });
  });

  it('are warnings at a start without the database', async () => {
    const store = new SlowStore();
    Object.assign(store, { away: true, unreadable: true });
    const { publisher } = opened(store);
    expect(await published(publisher, 'first')).toMatchObject({ kind: 'live', warnings: found });
    expect(await published(publisher, 'second')).toMatchObject({ kind: 'refused' });
    publisher.stop();
  });
});
