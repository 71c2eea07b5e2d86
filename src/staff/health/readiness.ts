import { ReadinessProbe } from '../../http/readiness-probe.js';
import type { Lifecycle, LifecyclePhase } from '../../runtime/process/lifecycle.js';
import type { Health, HealthReport } from './health.js';

export interface Readiness {
  readonly status: 200 | 503;
  readonly body: {
    readonly status: 'ok' | 'degraded' | 'starting' | 'stopping';
    readonly degraded: HealthReport['degraded'];
    readonly ruleSets: Readonly<Record<string, number | string | null>>;
    /** Apps whose rules in force came from another replica, while this one's files are different. */
    readonly followed: readonly string[];
    readonly replicas: HealthReport['replicas']['others'];
    /** Left out when there are none. */
    readonly warnings?: HealthReport['warnings'];
  };
}

/**
 * Whether traffic should come here. Nothing that is away makes it unready once rules are loaded and callbacks are taken: with
 * every replica out of rotation, everything would pass.
 */
export function readinessOf(report: HealthReport, phase: LifecyclePhase): Readiness {
  const { degraded } = report;
  const ruleSets = Object.fromEntries(
    report.apps.map(({ appId, ruleSet }) => [appId, ruleSet?.number ?? ruleSet?.hash ?? null]),
  );
  const followed = report.apps.filter(({ isForeign }) => isForeign).map(({ appId }) => appId);
  const warnings = report.warnings.length === 0 ? {} : { warnings: report.warnings };
  const shown = { degraded, ruleSets, followed, replicas: report.replicas.others, ...warnings };
  const isStarting = phase === 'starting' || report.apps.some(({ ruleSet }) => ruleSet === null);
  if (phase === 'stopping') return { status: 503, body: { status: 'stopping', ...shown } };
  if (isStarting) return { status: 503, body: { status: 'starting', ...shown } };
  return { status: 200, body: { status: degraded.length > 0 ? 'degraded' : 'ok', ...shown } };
}

/** The readiness of this process. */
export class ServiceReadiness extends ReadinessProbe {
  constructor(
    private readonly health: Health,
    private readonly lifecycle: Lifecycle,
  ) {
    super();
  }

  override ready(): Readiness {
    return readinessOf(this.health.report(), this.lifecycle.phase);
  }
}
