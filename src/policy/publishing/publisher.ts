import { checkRuleSetSourceTask } from '../../moderation/engine/check-rule-set-source.js';
import type { RuleSet } from '../../moderation/engine/rule-set.js';
import { refusesNew } from '../../moderation/model/problem.js';
import type { RuleSetSource, SourceProblem } from '../../moderation/rules/rule-set-source.js';
import type { State } from '../../moderation/state/state.js';
import type { Log } from '../../runtime/log.js';
import { runYielding } from '../../runtime/run-yielding.js';
import { withTimeout } from '../../runtime/timeout.js';
import type { ActiveRuleSetRegistry } from './active-rule-set-registry.js';
import { Baselines, isStoredIn } from './baselines.js';
import type { PendingRuleSets } from './pending-rule-sets.js';
import { RuleSetArchive } from './rule-set-archive.js';
import { RuleSetLoader } from './rule-set-loader.js';
import type { RuleSetStore } from './rule-set-store.js';
import { problemsOfShrunkLists } from './shrunk-lists.js';

/** How long a set that is ready waits for its number before it goes live without one, in milliseconds. */
const NUMBER_TIMEOUT_MS = 300;

/** How an attempt to publish ended. */
export type PublishResult =
  | { readonly kind: 'live'; readonly ruleSet: RuleSet; readonly warnings: readonly SourceProblem[] }
  | { readonly kind: 'unchanged'; readonly warnings: readonly SourceProblem[] }
  | { readonly kind: 'refused'; readonly problems: readonly SourceProblem[] };

export interface PublishOptions {
  /** Problems of weight `warning` and `tightened` that the files had before the source was made of them. */
  readonly found?: readonly SourceProblem[];
  /** Going live waits for it, after the checks: the database, while it is being opened. */
  readonly opening?: Promise<unknown> | undefined;
}

export interface PublisherPorts {
  readonly registry: ActiveRuleSetRegistry;
  readonly store: RuleSetStore;
  readonly pending: PendingRuleSets;
  readonly state: State;
  readonly log: Log;
}

/** Takes rules live: checks, compiles, stores, swaps. An unsound set is refused whole, and the old one stays. */
export class Publisher {
  /** Hash of the set that was published here last. */
  private ownHash: string | null = null;
  private readonly baselines: Baselines;
  private readonly archive: RuleSetArchive;
  private readonly loader: RuleSetLoader;

  constructor(
    private readonly appIds: readonly string[],
    private readonly ports: PublisherPorts,
  ) {
    this.baselines = new Baselines(appIds, ports);
    this.archive = new RuleSetArchive(ports, (appId, hash, number) => {
      ports.registry.setNumber(appId, hash, number);
    });
    this.loader = new RuleSetLoader({
      ...ports,
      activate: (appId, ruleSet) => this.activate(appId, ruleSet),
      storeAgain: (appId, ruleSet) =>
        this.numberLater(appId, ruleSet.hash, this.archive.keep(appId, ruleSet)),
    });
    for (const appId of appIds) this.archive.resume(appId);
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
    const warnings = [...found, ...checked.findings];
    const problems = await this.problemsOfChanges(ruleSet, warnings);
    if (problems.length > 0) return { kind: 'refused', problems };
    this.ownHash = ruleSet.hash;
    const changed = this.appIds.filter((appId) => this.ports.registry.current(appId)?.hash !== ruleSet.hash);
    await Promise.all(changed.map((appId) => this.activateAndStore(appId, ruleSet)));
    return changed.length > 0 ? { kind: 'live', ruleSet, warnings } : { kind: 'unchanged', warnings };
  }

  /** Puts the last stored set in force for every app without one, now or as soon as the database answers. */
  async restore(): Promise<void> {
    for (const appId of this.appIds.filter((id) => this.ports.registry.current(id) === null)) {
      await this.loader.restore(appId);
    }
  }

  /** Puts the app's latest set in force where another replica has published it. Rejects while the database is away. */
  follow(appId: string): Promise<void> {
    return this.loader.follow(appId);
  }

  /** Stops asking the database. */
  stop(): void {
    this.archive.stop();
    this.loader.stop();
  }

  /**
   * Problems in comparison with the set in force, or at a start with the one that was stored last: tightened checks of documents that
   * are new or changed, and lists that lost most of their entries.
   */
  private async problemsOfChanges(
    ruleSet: RuleSet,
    findings: readonly SourceProblem[],
  ): Promise<readonly SourceProblem[]> {
    const baselines = await this.baselines.of(ruleSet);
    // At a start without the database there is nothing to compare with: yesterday's rules must not be taken away.
    if (baselines === null) return [];
    const tightened = findings
      .filter(refusesNew)
      .filter(({ file }) => !baselines.some((baseline) => isStoredIn(baseline, file, ruleSet)));
    return [...tightened, ...(await runYielding(problemsOfShrunkLists(ruleSet, baselines)))];
  }

  private async activateAndStore(appId: string, ruleSet: RuleSet): Promise<void> {
    const stored = this.archive.keep(appId, ruleSet);
    const number = await withTimeout(stored, NUMBER_TIMEOUT_MS, () => null);
    this.activate(appId, { ...ruleSet, number });
    const { hash, rules } = ruleSet;
    this.ports.log.info({ appId, number, hash, rules: rules.length }, 'a rule set is live');
    if (number === null) void this.numberLater(appId, hash, stored);
  }

  /** A slow store does not hold up judging. */
  private async numberLater(appId: string, hash: string, stored: Promise<number | null>): Promise<void> {
    const number = await stored;
    if (number !== null) this.ports.registry.setNumber(appId, hash, number);
  }

  private activate(appId: string, ruleSet: RuleSet): void {
    this.ports.state.prepare(appId, ruleSet.rates);
    this.ports.registry.activate(appId, ruleSet);
  }
}
