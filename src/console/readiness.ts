import type { HealthReport } from './health.js';

export interface Readiness {
  readonly status: 200 | 503;
  readonly body: {
    readonly status: 'ok' | 'degraded' | 'starting' | 'stopping';
    readonly degraded: HealthReport['degraded'];
    readonly ruleSets: Readonly<Record<string, number | string | null>>;
  };
}

/**
 * Whether traffic should come here. Nothing that is away makes it unready once rules are loaded: with every replica out of
 * rotation, everything would pass.
 */
export function readinessOf(report: HealthReport, isStopping: boolean): Readiness {
  const { degraded } = report;
  const ruleSets = Object.fromEntries(
    report.apps.map(({ appId, ruleSet }) => [appId, ruleSet?.number ?? ruleSet?.hash ?? null]),
  );
  const isStarting = report.apps.some(({ ruleSet }) => ruleSet === null);
  if (isStopping) return { status: 503, body: { status: 'stopping', degraded, ruleSets } };
  if (isStarting) return { status: 503, body: { status: 'starting', degraded, ruleSets } };
  return { status: 200, body: { status: degraded.length > 0 ? 'degraded' : 'ok', degraded, ruleSets } };
}
