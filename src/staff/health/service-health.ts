import { Health, type Degradation, type HealthReport } from './health.js';
import type { ShadowEvaluator } from '../../moderation/shadow-evaluator.js';
import type { State } from '../../moderation/state/state.js';
import type { ReplicaChecks } from './replica-checks.js';
import type { ReplicaRegistry } from '../../persistence/postgres/replication/replica-registry.js';
import type { StorageHealth } from '../../persistence/storage-health.js';
import type { ActiveRuleSetRegistry } from '../../policy/publishing/active-rule-set-registry.js';
import type { Publisher } from '../../policy/publishing/publisher.js';
import type { RulesWatcher } from '../../policy/rule-files/rules-watcher.js';

export interface HealthSources {
  readonly appIds: readonly string[];
  readonly storage: StorageHealth;
  readonly live: ActiveRuleSetRegistry;
  readonly rules: RulesWatcher;
  readonly publisher: Publisher;
  readonly state: State;
  readonly replicas: ReplicaRegistry;
  readonly replicaChecks: ReplicaChecks;
  readonly shadow: ShadowEvaluator;
}

/** How the service is, of what its parts say. */
export class ServiceHealth extends Health {
  constructor(private readonly sources: HealthSources) {
    super();
  }

  override report(): HealthReport {
    const { appIds, storage, live, publisher, state, replicas, shadow } = this.sources;
    const { evictions, bytes, rebuilding } = state.report();
    const { waiting, oldestMs, unrecorded, rejected, degraded } = storage.report();
    return {
      apps: appIds.map((appId) => ({
        appId,
        ruleSet: live.current(appId),
        isForeign: publisher.isForeign(appId),
      })),
      degraded: [...degraded, ...this.ownDegradations()],
      journal: { waiting, oldestMs, unrecorded, rejected },
      state: { evictions, bytes, rebuilding },
      replicas: {
        others: replicas.others.map(({ id, host, ageMs, report }) => ({
          id,
          host,
          ageMs,
          ruleSets: report.ruleSets,
        })),
        clockAheadMs: replicas.clockAheadMs,
      },
      shadow: { skippedItems: shadow.skippedItems },
    };
  }

  private ownDegradations(): readonly Degradation[] {
    const { rules, state } = this.sources;
    const degraded: Degradation[] = [];
    if (rules.problems.length > 0) {
      const because = `the rules' files are refused: ${rules.problems.length} problems, see "friendgate rules check"`;
      degraded.push({ part: 'rules', because });
    }
    degraded.push(...state.report().degraded.map((because) => ({ part: 'state' as const, because })));
    degraded.push(...this.sources.replicaChecks.degradations());
    return degraded;
  }
}
