import type { ShadowEvaluator } from '../../moderation/shadow-evaluator.js';
import type { State } from '../../moderation/state/state.js';
import type { Persistence } from '../../persistence/persistence.js';
import type { RuleSetStatus } from '../../policy/publishing/rule-set-status.js';
import { Health, type Degradation, type HealthReport } from './health.js';
import type { ClockMonitor } from '../../runtime/clock-monitor.js';
import { ReplicaChecks, type ReplicaCheckSources } from './replica-checks.js';

export interface HealthSources {
  readonly persistence: Pick<Persistence, 'health' | 'replicas'>;
  readonly state: State;
  readonly ruleSets: RuleSetStatus;
  readonly shadowEvaluator: ShadowEvaluator;
  readonly settings: {
    /** App without a token (`missing`), or a token that is easily found (`weak`). */
    readonly tokenFaults: readonly { readonly kind: 'missing' | 'weak'; readonly message: string }[];
    readonly warnings: readonly string[];
  };
}

/** The health of the service, from what its parts report. */
export class ServiceHealth extends Health {
  private readonly replicaChecks: ReplicaChecks;
  private readonly clockMonitor: Pick<ClockMonitor, 'problem'>;

  constructor(
    {
      appIds,
      clock,
      log,
      clockMonitor,
    }: Pick<ReplicaCheckSources, 'appIds' | 'clock' | 'log'> & { readonly clockMonitor: ClockMonitor },
    private readonly sources: HealthSources,
  ) {
    super();
    this.clockMonitor = clockMonitor;
    const { persistence, state } = sources;
    this.replicaChecks = new ReplicaChecks({ appIds, replicas: persistence.replicas, state, clock, log });
  }

  override report(): HealthReport {
    const { persistence, state, ruleSets, shadowEvaluator, settings } = this.sources;
    const { replicas } = persistence;
    const { evictions, bytes, rebuilding } = state.report();
    const { waiting, oldestMs, unrecorded, rejected, degraded } = persistence.health.report();
    return {
      apps: ruleSets.byApp(),
      degraded: [...degraded, ...this.ownDegradations()],
      warnings: [...weakTokens(settings), ...settings.warnings],
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
      shadow: { skippedItems: shadowEvaluator.skippedItems },
    };
  }

  private ownDegradations(): readonly Degradation[] {
    const { ruleSets, state, settings } = this.sources;
    const degraded: Degradation[] = settings.tokenFaults
      .filter(({ kind }) => kind === 'missing')
      .map(({ message }) => ({ part: 'signatures', because: message }));
    const { refusal } = ruleSets;
    if (refusal !== null) degraded.push({ part: 'rules', because: refusal });
    degraded.push(...state.report().degraded.map((because) => ({ part: 'state' as const, because })));
    degraded.push(...this.replicaChecks.degradations());
    const clock = this.clockMonitor.problem();
    if (clock !== null) degraded.push({ part: 'clock', because: clock });
    return degraded;
  }
}

function weakTokens({ tokenFaults }: HealthSources['settings']): readonly string[] {
  return tokenFaults.filter(({ kind }) => kind === 'weak').map(({ message }) => message);
}
