import canonicalize from 'canonicalize';
import type { RuleSet } from '../../moderation/engine/rule-set.js';
import type { ListSource } from '../../moderation/lists/list.js';
import type { Json } from '../../moderation/model/json.js';
import { withTimeout } from '../../runtime/timeout.js';
import type { ActiveRuleSetRegistry } from './active-rule-set-registry.js';
import type { PendingRuleSets } from './pending-rule-sets.js';
import type { RuleSetStore, StoredRuleSet } from './rule-set-store.js';
import { sourceOfStored } from './stored-rule-set.js';

/** How long a start waits for the stored set, in milliseconds. */
const STORE_TIMEOUT_MS = 1_500;

/** An app's documents and lists as they stand: those in force, or at a start those that were stored last. */
export interface Baseline {
  /** By path within the rules folder. */
  readonly documents: ReadonlyMap<string, Json>;
  /** By name. */
  readonly lists: ReadonlyMap<string, StoredRuleSet['lists'][number]>;
}

/** Whether a file of a new set says what the baseline's does. */
export function isStoredIn(baseline: Baseline, file: string, next: RuleSet): boolean {
  const [, list] = /^lists\/[^/]+\/(.+)\.csv$/u.exec(file) ?? [];
  if (list !== undefined) {
    const revision = next.lists.get(list)?.revision;
    return revision !== undefined && baseline.lists.get(list)?.revision === revision;
  }
  const [before, now] = [baseline.documents.get(file), next.source.documents.get(file)];
  return before !== undefined && now !== undefined && canonicalize(before) === canonicalize(now);
}

/** Finds the sets that a new one is compared with. */
export class Baselines {
  constructor(
    private readonly appIds: readonly string[],
    private readonly ports: {
      readonly registry: ActiveRuleSetRegistry;
      readonly store: RuleSetStore;
      readonly pending: PendingRuleSets;
    },
  ) {}

  /** One for each app that has a set; `null` when none is in force and the store cannot be read. */
  async of(next: RuleSet): Promise<readonly Baseline[] | null> {
    const found = await Promise.allSettled(this.appIds.map((appId) => this.ofApp(appId, next)));
    const read = found.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    return read.length === 0 ? null : read.filter((baseline) => baseline !== null);
  }

  private async ofApp(appId: string, next: RuleSet): Promise<Baseline | null> {
    const live = this.ports.registry.current(appId);
    if (live !== null) return baselineOf(live);
    const stored = await withTimeout(this.latestOrSame(appId, next), STORE_TIMEOUT_MS, () => {
      throw new Error('the store does not answer');
    });
    if (stored === null) return null;
    if (stored === 'same') return baselineOf(next);
    const { documents } = sourceOfStored(stored);
    return { documents, lists: new Map(stored.lists.map((each) => [each.list.name, each])) };
  }

  private async latestOrSame(appId: string, next: RuleSet): Promise<StoredRuleSet | 'same' | null> {
    const waiting = await this.ports.pending.newest(appId);
    if (waiting !== null) return waiting.ruleSet;
    const newest = await this.ports.store.newest(appId);
    if (newest?.hash === next.hash) return 'same';
    return newest === null ? null : this.ports.store.latest(appId, listsByRevision(next));
  }
}

function baselineOf({ source, lists }: RuleSet): Baseline {
  const revisions = [...source.lists].map(([name, list]) => {
    return [name, { revision: lists.get(name)?.revision ?? '', list }] as const;
  });
  return { documents: source.documents, lists: new Map(revisions) };
}

/** The lists of a set, which need not be read again: they are long, and seldom change. */
export function listsByRevision(ruleSet: RuleSet | null): ReadonlyMap<string, ListSource> {
  const held = new Map<string, ListSource>();
  for (const [name, list] of ruleSet?.source.lists ?? []) {
    const revision = ruleSet?.lists.get(name)?.revision;
    if (revision !== undefined) held.set(revision, list);
  }
  return held;
}
