import { setTimeout as pause } from 'node:timers/promises';
import { checking } from '../../moderation/engine/check-rule-set-source.js';
import type { ListSource } from '../../moderation/lists/list.js';
import type { Log } from '../../runtime/log.js';
import type { RuleSet } from '../../moderation/engine/rule-set.js';
import type { RuleSetSource, SourceProblem } from '../../moderation/rules/rule-set-source.js';
import type { State } from '../../moderation/state/state.js';
import { inSlices } from '../../runtime/run-yielding.js';
import { keptOf, sourceOf } from './stored-rule-set.js';
import type { LiveRules } from './active-rule-set-registry.js';
import type { RuleSetStore } from './rule-set-store.js';

/** How long a set that is ready waits for its number before it goes live without one, in milliseconds. */
const NUMBER_WITHIN_MS = 300;
/** How often the database is asked again, in milliseconds. */
const ASK_AGAIN_MS = 2_000;

/** How an attempt to publish ended. */
export type Published =
  | { readonly kind: 'live'; readonly ruleSet: RuleSet }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly problems: readonly SourceProblem[] };

export interface PublisherPorts {
  readonly live: LiveRules;
  readonly store: RuleSetStore;
  readonly state: State;
  readonly log: Log;
}

/** Takes rules live: checks, compiles, keeps, swaps. What is unsound is refused whole, and the old set stays. */
export class Publisher {
  private readonly stopping = new AbortController();
  /** By app: the set that is on its way into the store last. */
  private readonly keeping = new Map<string, Promise<unknown>>();
  /** By app: the latest set of another replica that cannot be read here. */
  private readonly unreadable = new Map<string, number>();
  /** Hash of what was published here last. */
  private ownHash: string | null = null;

  constructor(
    private readonly appIds: readonly string[],
    private readonly ports: PublisherPorts,
  ) {}

  /** Whether the set in force was published by another replica, and this one's files are different. */
  isForeign(appId: string): boolean {
    const live = this.ports.live.current(appId);
    return live !== null && this.ownHash !== null && live.hash !== this.ownHash;
  }

  /**
   * Publishes one source for every app.
   * @param opening what going live waits for, after the checks
   */
  async publish(source: RuleSetSource, opening?: Promise<unknown>): Promise<Published> {
    const checked = await inSlices(checking(source));
    if ('problems' in checked) return { kind: 'refused', problems: checked.problems };
    await opening;
    const { ruleSet } = checked;
    this.ownHash = ruleSet.hash;
    const changed = this.appIds.filter((appId) => this.ports.live.current(appId)?.hash !== ruleSet.hash);
    await Promise.all(changed.map((appId) => this.goLive(appId, ruleSet)));
    return changed.length > 0 ? { kind: 'live', ruleSet } : { kind: 'unchanged' };
  }

  /** For every app without a set: takes the latest kept one live again, now or as soon as the database answers. */
  async restore(): Promise<void> {
    const { live, log } = this.ports;
    for (const appId of this.appIds.filter((id) => live.current(id) === null)) {
      await this.restoreOne(appId).catch((error: unknown) => {
        log.error(
          { err: error, appId },
          'no rule set is live, and the database cannot be asked for the last one',
        );
        void this.restoreLater(appId);
      });
    }
  }

  /** Takes the app's latest set live where another replica has published it. Rejects while the database is away. */
  async follow(appId: string): Promise<void> {
    const { live, store, log } = this.ports;
    const newest = await store.newest(appId);
    const current = live.current(appId);
    if (newest === null || newest.hash === current?.hash) return;
    // One without a number is on its way into the store, and will be the latest there.
    if (current !== null && (current.number === null || newest.number <= current.number)) return;
    if (this.unreadable.get(appId) === newest.number) return;
    const kept = await store.latest(appId, listsHeld(current));
    if (kept === null || live.current(appId) !== current) return;
    const checked = await inSlices(checking(sourceOf(kept)));
    // What has gone live meanwhile is newer.
    if (live.current(appId) !== current) return;
    if ('problems' in checked) {
      this.unreadable.set(appId, kept.number);
      const { number } = kept;
      log.error(
        { appId, number, problems: checked.problems },
        'another replica has published rules that this version cannot read; what was live stays live',
      );
      return;
    }
    this.swap(appId, { ...checked.ruleSet, number: kept.number });
    log.info({ appId, number: kept.number, hash: kept.hash }, 'a rule set of another replica is live');
  }

  /** Stops asking the database. */
  stop(): void {
    this.stopping.abort();
  }

  private async restoreOne(appId: string): Promise<void> {
    const { live, store, log } = this.ports;
    const kept = await store.latest(appId);
    if (kept === null || live.current(appId) !== null) return;
    const checked = await inSlices(checking(sourceOf(kept)));
    if (live.current(appId) !== null) return;
    if ('problems' in checked) {
      log.error(
        { appId, problems: checked.problems },
        'the last rule set is of another version of friendgate',
      );
      return;
    }
    this.swap(appId, { ...checked.ruleSet, number: kept.number });
    log.warn({ appId, number: kept.number }, 'the last rule set is live again, since the files are refused');
  }

  private async restoreLater(appId: string): Promise<void> {
    while ((await this.waited()) && this.ports.live.current(appId) === null) {
      try {
        await this.restoreOne(appId);
        return;
      } catch (error) {
        this.ports.log.debug(
          { err: error, appId },
          'the database still cannot be asked for the last rule set',
        );
      }
    }
  }

  private async goLive(appId: string, ruleSet: RuleSet): Promise<void> {
    const keeping = this.keep(appId, ruleSet);
    const number = await Promise.race([keeping, pause(NUMBER_WITHIN_MS, null, { ref: false })]);
    this.swap(appId, { ...ruleSet, number });
    const { hash, rules } = ruleSet;
    this.ports.log.info({ appId, number, hash, rules: rules.length }, 'a rule set is live');
    if (number === null) void this.numberLater(appId, hash, keeping);
  }

  private swap(appId: string, ruleSet: RuleSet): void {
    this.ports.state.prepare(appId, ruleSet.rates);
    this.ports.live.swap(appId, ruleSet);
  }

  /** The database is slow or away: judging does not wait for it. */
  private async numberLater(appId: string, hash: string, keeping: Promise<number | null>): Promise<void> {
    const number = await keeping;
    if (number !== null) this.ports.live.number(appId, hash, number);
  }

  /**
   * Every set that was live is kept, also when another has taken over meanwhile: decisions name it. One after the other, so that
   * the latest in the store is the one in force.
   */
  private keep(appId: string, ruleSet: RuleSet): Promise<number | null> {
    const before = this.keeping.get(appId) ?? Promise.resolve();
    const kept = before.then(() => this.keptAtLast(appId, ruleSet));
    this.keeping.set(appId, kept);
    return kept;
  }

  /** The set's number, as soon as the database answers; `null` when the service stops before. */
  private async keptAtLast(appId: string, ruleSet: RuleSet): Promise<number | null> {
    while (!this.stopping.signal.aborted) {
      const number = await this.numberOf(appId, ruleSet);
      if (number !== null) return number;
      await this.waited();
    }
    return null;
  }

  private async numberOf(appId: string, ruleSet: RuleSet): Promise<number | null> {
    try {
      return await this.ports.store.publish(appId, keptOf(ruleSet));
    } catch (error) {
      this.ports.log.debug({ err: error, appId, hash: ruleSet.hash }, 'the rule set has no number yet');
      return null;
    }
  }

  /** Whether there is still a reason to ask again. */
  private async waited(): Promise<boolean> {
    await pause(ASK_AGAIN_MS, null, { ref: false, signal: this.stopping.signal }).catch(() => null);
    return !this.stopping.signal.aborted;
  }
}

/** What need not be read again: lists are long, and seldom change. */
function listsHeld(ruleSet: RuleSet | null): ReadonlyMap<string, ListSource> {
  const held = new Map<string, ListSource>();
  for (const [name, list] of ruleSet?.source.lists ?? []) {
    const revision = ruleSet?.lists.get(name)?.revision;
    if (revision !== undefined) held.set(revision, list);
  }
  return held;
}
