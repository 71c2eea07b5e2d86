import { checkRuleSetSourceTask } from '../../moderation/engine/check-rule-set-source.js';
import type { RuleSet } from '../../moderation/engine/rule-set.js';
import { sleep } from '../../runtime/backoff.js';
import type { Log } from '../../runtime/log.js';
import { runYielding } from '../../runtime/run-yielding.js';
import type { ActiveRuleSetRegistry } from './active-rule-set-registry.js';
import { listsByRevision } from './baselines.js';
import type { PendingRuleSets } from './pending-rule-sets.js';
import type { RuleSetStore, StoredRuleSet } from './rule-set-store.js';
import { sourceOfStored } from './stored-rule-set.js';

/** How often the database is asked again, in milliseconds. */
const RETRY_MS = 2_000;

export interface LoaderPorts {
  readonly registry: ActiveRuleSetRegistry;
  readonly store: RuleSetStore;
  readonly pending: PendingRuleSets;
  readonly log: Log;
  activate(appId: string, ruleSet: RuleSet): void;
  /** Stores a set in force that the store has lost. */
  storeAgain(appId: string, ruleSet: RuleSet): Promise<void>;
}

/** Puts stored rule sets in force: the last one after a start whose files are refused, and those of other replicas. */
export class RuleSetLoader {
  private readonly stopping = new AbortController();
  /** By app: the latest set of another replica that cannot be read here. */
  private readonly unreadable = new Map<string, number>();

  constructor(private readonly ports: LoaderPorts) {}

  /** Puts an app's last set in force again, now or as soon as the database answers. */
  async restore(appId: string): Promise<void> {
    try {
      await this.restoreOnce(appId);
    } catch (error) {
      this.ports.log.error(
        { err: error, appId },
        'no rule set is live, and the database cannot be asked for the last one',
      );
      void this.restoreLater(appId);
    }
  }

  /** Puts the app's latest set in force where another replica has published it. Rejects while the database is away. */
  async follow(appId: string): Promise<void> {
    const { registry, store, log } = this.ports;
    const newest = await store.newest(appId);
    const current = registry.current(appId);
    if (newest === null) {
      // The database was created anew: decisions must not name a set that it does not hold.
      if (current !== null && current.number !== null) await this.ports.storeAgain(appId, current);
      return;
    }
    if (newest.hash === current?.hash) return;
    // One without a number is on its way into the store, and will be the latest there.
    if (current !== null && (current.number === null || newest.number <= current.number)) return;
    if (this.unreadable.get(appId) === newest.number) return;
    const stored = await store.latest(appId, listsByRevision(current));
    if (stored === null || registry.current(appId) !== current) return;
    const { number, hash } = stored;
    const checked = await runYielding(checkRuleSetSourceTask(sourceOfStored(stored)));
    // A set that has gone live meanwhile is newer.
    if (registry.current(appId) !== current) return;
    if ('problems' in checked) {
      this.unreadable.set(appId, number);
      log.error(
        { appId, number, problems: checked.problems },
        'another replica has published rules that this version cannot read; what was live stays live',
      );
      return;
    }
    this.ports.activate(appId, { ...checked.ruleSet, number });
    log.info({ appId, number, hash }, 'a rule set of another replica is live');
  }

  stop(): void {
    this.stopping.abort();
  }

  private async restoreOnce(appId: string): Promise<void> {
    const { registry, log } = this.ports;
    const stored = await this.lastStored(appId);
    if (stored === null || registry.current(appId) !== null) return;
    const checked = await runYielding(checkRuleSetSourceTask(sourceOfStored(stored)));
    if (registry.current(appId) !== null) return;
    if ('problems' in checked) {
      log.error(
        { appId, problems: checked.problems },
        'the last rule set is of another version of friendgate',
      );
      return;
    }
    const { number } = stored;
    this.ports.activate(appId, { ...checked.ruleSet, number });
    log.warn({ appId, number }, 'the last rule set is live again, since the files are refused');
  }

  /** A set that waits for the store is newer than any in it. */
  private async lastStored(
    appId: string,
  ): Promise<(StoredRuleSet & { readonly number: number | null }) | null> {
    const waiting = await this.ports.pending.newest(appId);
    return waiting === null ? this.ports.store.latest(appId) : { ...waiting.ruleSet, number: null };
  }

  private async restoreLater(appId: string): Promise<void> {
    const { signal } = this.stopping;
    for (;;) {
      await sleep(RETRY_MS, signal, { ref: false });
      if (signal.aborted || this.ports.registry.current(appId) !== null) return;
      try {
        await this.restoreOnce(appId);
        return;
      } catch (error) {
        const message = 'the database still cannot be asked for the last rule set';
        this.ports.log.debug({ err: error, appId }, message);
      }
    }
  }
}
