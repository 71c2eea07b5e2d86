import { setTimeout as pause } from 'node:timers/promises';
import { checkRuleSetSourceTask } from '../../moderation/engine/check-rule-set-source.js';
import type { Log } from '../../runtime/log.js';
import type { RuleSet } from '../../moderation/engine/rule-set.js';
import type { RuleSetSource, SourceProblem } from '../../moderation/rules/rule-set-source.js';
import type { State } from '../../moderation/state/state.js';
import { runYielding } from '../../runtime/run-yielding.js';
import { refusesNew } from '../../moderation/model/problem.js';
import { Baselines, isStoredIn, listsByRevision } from './baselines.js';
import { storedRuleSetOf, sourceOfStored } from './stored-rule-set.js';
import type { ActiveRuleSetRegistry } from './active-rule-set-registry.js';
import type { RuleSetStore } from './rule-set-store.js';

/** How long a set that is ready waits for its number before it goes live without one, in milliseconds. */
const NUMBER_TIMEOUT_MS = 300;
/** How often the database is asked again, in milliseconds. */
const RETRY_MS = 2_000;

/** How an attempt to publish ended. */
export type PublishResult =
  | { readonly kind: 'live'; readonly ruleSet: RuleSet; readonly warnings: readonly SourceProblem[] }
  | { readonly kind: 'unchanged'; readonly warnings: readonly SourceProblem[] }
  | { readonly kind: 'refused'; readonly problems: readonly SourceProblem[] };

export interface PublishOptions {
  /** Problems of weight `warning` and `tightened` that were found in the files before the source was made of them. */
  readonly found?: readonly SourceProblem[];
  /** Activation waits for this after the checks: the database, while it is being opened. */
  readonly opening?: Promise<unknown> | undefined;
}

export interface PublisherPorts {
  readonly registry: ActiveRuleSetRegistry;
  readonly store: RuleSetStore;
  readonly state: State;
  readonly log: Log;
}

/** Takes rules live: checks, compiles, stores, activates. An unsound source is refused as a whole, and the active set stays. */
export class Publisher {
  private readonly stopping = new AbortController();
  /** By app: the set that is on its way into the store last. */
  private readonly pendingStores = new Map<string, Promise<unknown>>();
  /** By app: the latest set of another replica that cannot be read here. */
  private readonly unreadable = new Map<string, number>();
  /** Hash of what was published here last. */
  private ownHash: string | null = null;
  private readonly baselines: Baselines;

  constructor(
    private readonly appIds: readonly string[],
    private readonly ports: PublisherPorts,
  ) {
    this.baselines = new Baselines(appIds, ports);
  }

  /** Whether the set in force was published by another replica, and this one's files are different. */
  isForeign(appId: string): boolean {
    const live = this.ports.registry.current(appId);
    return live !== null && this.ownHash !== null && live.hash !== this.ownHash;
  }

  /** Publishes one source for every app. */
  async publish(source: RuleSetSource, { found = [], opening }: PublishOptions = {}): Promise<PublishResult> {
    const checked = await runYielding(checkRuleSetSourceTask(source));
    if ('problems' in checked) {
      return { kind: 'refused', problems: [...found.filter(refusesNew), ...checked.problems] };
    }
    await opening;
    const { ruleSet } = checked;
    const findings = [...found, ...checked.findings];
    const problems = await this.refusedAsNew(ruleSet, findings);
    if (problems.length > 0) return { kind: 'refused', problems };
    this.ownHash = ruleSet.hash;
    const changed = this.appIds.filter((appId) => this.ports.registry.current(appId)?.hash !== ruleSet.hash);
    await Promise.all(changed.map((appId) => this.activateAndStore(appId, ruleSet)));
    return changed.length > 0
      ? { kind: 'live', ruleSet, warnings: findings }
      : { kind: 'unchanged', warnings: findings };
  }

  /** For every app without a set: takes the latest kept one live again, now or as soon as the database answers. */
  async restore(): Promise<void> {
    const { registry, log } = this.ports;
    for (const appId of this.appIds.filter((id) => registry.current(id) === null)) {
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
    const { registry, store, log } = this.ports;
    const newest = await store.newest(appId);
    const current = registry.current(appId);
    if (newest === null || newest.hash === current?.hash) return;
    // One without a number is on its way into the store, and will be the latest there.
    if (current !== null && (current.number === null || newest.number <= current.number)) return;
    if (this.unreadable.get(appId) === newest.number) return;
    const kept = await store.latest(appId, listsByRevision(current));
    if (kept === null || registry.current(appId) !== current) return;
    const checked = await runYielding(checkRuleSetSourceTask(sourceOfStored(kept)));
    // A set that was activated meanwhile is newer.
    if (registry.current(appId) !== current) return;
    if ('problems' in checked) {
      this.unreadable.set(appId, kept.number);
      const { number } = kept;
      log.error(
        { appId, number, problems: checked.problems },
        'another replica has published rules that this version cannot read; what was live stays live',
      );
      return;
    }
    this.activate(appId, { ...checked.ruleSet, number: kept.number });
    log.info({ appId, number: kept.number, hash: kept.hash }, 'a rule set of another replica is live');
  }

  /** Stops asking the database. */
  stop(): void {
    this.stopping.abort();
  }

  /** Which tightened checks refuse the set: those of documents that no app has stored as they stand. */
  private async refusedAsNew(
    ruleSet: RuleSet,
    findings: readonly SourceProblem[],
  ): Promise<readonly SourceProblem[]> {
    const tightened = findings.filter(refusesNew);
    if (tightened.length === 0) return [];
    const baselines = await this.baselines.of(ruleSet);
    // At a start without the database it is unknown what is new: yesterday's rules must not be taken away.
    if (baselines === null) return [];
    return tightened.filter(({ file }) => !baselines.some((baseline) => isStoredIn(baseline, file, ruleSet)));
  }

  private async restoreOne(appId: string): Promise<void> {
    const { registry, store, log } = this.ports;
    const kept = await store.latest(appId);
    if (kept === null || registry.current(appId) !== null) return;
    const checked = await runYielding(checkRuleSetSourceTask(sourceOfStored(kept)));
    if (registry.current(appId) !== null) return;
    if ('problems' in checked) {
      log.error(
        { appId, problems: checked.problems },
        'the last rule set is of another version of friendgate',
      );
      return;
    }
    this.activate(appId, { ...checked.ruleSet, number: kept.number });
    log.warn({ appId, number: kept.number }, 'the last rule set is live again, since the files are refused');
  }

  private async restoreLater(appId: string): Promise<void> {
    while ((await this.pauseBeforeRetry()) && this.ports.registry.current(appId) === null) {
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

  private async activateAndStore(appId: string, ruleSet: RuleSet): Promise<void> {
    const keeping = this.storeInOrder(appId, ruleSet);
    const number = await Promise.race([keeping, pause(NUMBER_TIMEOUT_MS, null, { ref: false })]);
    this.activate(appId, { ...ruleSet, number });
    const { hash, rules } = ruleSet;
    this.ports.log.info({ appId, number, hash, rules: rules.length }, 'a rule set is live');
    if (number === null) void this.numberLater(appId, hash, keeping);
  }

  private activate(appId: string, ruleSet: RuleSet): void {
    this.ports.state.prepare(appId, ruleSet.rates);
    this.ports.registry.activate(appId, ruleSet);
  }

  /** The database is slow or away: judging does not wait for it. */
  private async numberLater(appId: string, hash: string, keeping: Promise<number | null>): Promise<void> {
    const number = await keeping;
    if (number !== null) this.ports.registry.setNumber(appId, hash, number);
  }

  /**
   * Every set that was live is kept, also when another has taken over meanwhile: decisions name it. One after the other, so that
   * the latest in the store is the one in force.
   */
  private storeInOrder(appId: string, ruleSet: RuleSet): Promise<number | null> {
    const before = this.pendingStores.get(appId) ?? Promise.resolve();
    const kept = before.then(() => this.storeUntilDone(appId, ruleSet));
    this.pendingStores.set(appId, kept);
    return kept;
  }

  /** The set's number, as soon as the database answers; `null` when the service stops before. */
  private async storeUntilDone(appId: string, ruleSet: RuleSet): Promise<number | null> {
    while (!this.stopping.signal.aborted) {
      const number = await this.tryToStore(appId, ruleSet);
      if (number !== null) return number;
      await this.pauseBeforeRetry();
    }
    return null;
  }

  private async tryToStore(appId: string, ruleSet: RuleSet): Promise<number | null> {
    try {
      return await this.ports.store.publish(appId, storedRuleSetOf(ruleSet));
    } catch (error) {
      this.ports.log.debug({ err: error, appId, hash: ruleSet.hash }, 'the rule set has no number yet');
      return null;
    }
  }

  /** Whether there is still a reason to ask again. */
  private async pauseBeforeRetry(): Promise<boolean> {
    await pause(RETRY_MS, null, { ref: false, signal: this.stopping.signal }).catch(() => null);
    return !this.stopping.signal.aborted;
  }
}
