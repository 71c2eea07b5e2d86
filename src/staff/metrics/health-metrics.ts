import { Counter, Gauge, type Registry } from 'prom-client';
import { ENGINE_VERSION } from '../../moderation/model/engine-version.js';
import { VERSION } from '../../runtime/process/version.js';
import type { MetricsRegistry } from '../../runtime/process/metrics-registry.js';
import { DEGRADABLE_PARTS, type HealthReport } from '../health/health.js';

type Read = (report: HealthReport) => number;

const gauges: readonly (readonly [name: string, help: string, read: Read])[] = [
  [
    'friendgate_journal_waiting_records',
    'Records that are not in the database yet',
    (now) => now.journal.waiting,
  ],
  [
    'friendgate_journal_oldest_seconds',
    'Age of the oldest record that is not in the database yet',
    (now) => now.journal.oldestMs / 1_000,
  ],
  [
    'friendgate_unrecorded_decisions',
    'Decisions answered and not on the disk: those in memory may get there yet, the others are lost',
    (now) => now.journal.unrecorded,
  ],
  [
    'friendgate_replicas',
    'Processes that share the database, this one included',
    (now) => now.replicas.others.length + 1,
  ],
  [
    'friendgate_clock_ahead_seconds',
    "How far this machine's clock is ahead of the database's",
    (now) => (now.replicas.clockAheadMs ?? 0) / 1_000,
  ],
  ['friendgate_state_bytes', 'Memory that counters take, in this process', (now) => now.state.bytes],
  ['friendgate_state_rebuilding', '1 while state is rebuilt', (now) => Number(now.state.rebuilding)],
];

const counters: readonly (readonly [name: string, help: string, read: Read])[] = [
  [
    'friendgate_journal_rejects_total',
    'Records that the database refused for good',
    (now) => now.journal.rejected,
  ],
  ['friendgate_state_evictions_total', 'Live counter keys evicted', (now) => now.state.evictions],
  [
    'friendgate_shadow_skipped_items_total',
    'Items whose shadow rules were skipped for lack of time',
    (now) => now.shadow.skippedItems,
  ],
];

/** Registers a metric whose labels say which build runs; its value is 1. */
export function registerBuildInfo({ registry }: MetricsRegistry): void {
  const labels = { version: VERSION, engine: ENGINE_VERSION, node: process.versions.node };
  new Gauge({
    registers: [registry],
    name: 'friendgate_build_info',
    help: 'Always 1; the version of friendgate, of its engine and of Node are in the labels',
    labelNames: ['version', 'engine', 'node'] as const,
  }).set(labels, 1);
}

/** Registers what the health report says as metrics; each scrape asks for a new report. */
export function registerHealthMetrics({ registry }: MetricsRegistry, report: () => HealthReport): void {
  const registers = [registry];
  for (const [name, help, read] of gauges) {
    const gauge: Gauge = new Gauge({ registers, name, help, collect: () => gauge.set(read(report())) });
  }
  for (const [name, help, read] of counters) {
    const counter: Counter = new Counter({
      registers,
      name,
      help,
      // The total is counted elsewhere.
      collect: () => {
        counter.reset();
        counter.inc(read(report()));
      },
    });
  }
  registerRuleSetNumbers(registry, report);
  registerDegradedParts(registry, report);
}

function registerRuleSetNumbers(registry: Registry, report: () => HealthReport): void {
  const gauge = new Gauge({
    registers: [registry],
    name: 'friendgate_rule_set_number',
    help: 'Number of the rule set in force, by app; 0 while it has none',
    labelNames: ['app'] as const,
    collect: () => {
      for (const { appId, ruleSet } of report().apps) gauge.set({ app: appId }, ruleSet?.number ?? 0);
    },
  });
}

function registerDegradedParts(registry: Registry, report: () => HealthReport): void {
  const gauge = new Gauge({
    registers: [registry],
    name: 'friendgate_degraded',
    help: '1 for a part that does not do all it should',
    labelNames: ['part'] as const,
    collect: () => {
      const degraded = new Set(report().degraded.map(({ part }) => part));
      for (const part of DEGRADABLE_PARTS) gauge.set({ part }, Number(degraded.has(part)));
    },
  });
}
