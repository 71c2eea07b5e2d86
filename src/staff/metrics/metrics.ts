import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { CallbackMeter, type CallbackCommand, type CallbackOutcome } from '../../callbacks/callback-meter.js';
import type { RefusalReason } from '../../callbacks/authentication/callback-authenticator.js';
import type { HealthReport } from '../health/health.js';
import type { Decision } from '../../moderation/model/decision.js';

/** Fine below what is usual, and around what the platform waits for. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 1.8, 2, 5];

/** Rules come and go while the service runs; beyond this many their verdicts are counted together. */
const MAX_RULES = 2_000;

/** Everything that is counted, for Prometheus. Every label has a bounded set of values. */
export class Metrics extends CallbackMeter {
  private readonly registry = new Registry();
  private readonly rules = new Set<string>();
  private readonly to = { registers: [this.registry] };

  private readonly callbacks = new Counter({
    ...this.to,
    name: 'friendgate_callbacks_total',
    help: 'Callbacks answered, by command and by how they ended',
    labelNames: ['command', 'outcome'] as const,
  });
  private readonly refusals = new Counter({
    ...this.to,
    name: 'friendgate_refusals_total',
    help: 'Requests refused at the door, by reason',
    labelNames: ['reason'] as const,
  });
  private readonly verdicts = new Counter({
    ...this.to,
    name: 'friendgate_verdicts_total',
    help: 'Verdicts on items, by the rule that decided ("" for none) and result code',
    labelNames: ['rule', 'code'] as const,
  });
  private readonly degraded = new Counter({
    ...this.to,
    name: 'friendgate_degraded_items_total',
    help: 'Items that were not decided by what is known alone, by cause',
    labelNames: ['because'] as const,
  });
  private readonly latency = new Histogram({
    ...this.to,
    name: 'friendgate_callback_seconds',
    help: 'From the first byte of a callback until its answer is made',
    labelNames: ['command'] as const,
    buckets: SECONDS,
  });

  constructor() {
    super();
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  override answered(command: CallbackCommand, outcome: CallbackOutcome, seconds: number): void {
    this.callbacks.inc({ command, outcome });
    this.latency.observe({ command }, seconds);
  }

  override refused(reason: RefusalReason): void {
    this.refusals.inc({ reason });
  }

  override decided(decision: Decision): void {
    if (decision.duplicateOf !== null) return;
    // Most items pass by no rule: they are counted together.
    let passing = 0;
    for (const { rule, code, degraded } of decision.verdicts) {
      if (rule === null && code === 0) passing += 1;
      else this.verdicts.inc({ rule: this.labelOf(rule), code });
      if (degraded !== null) this.degraded.inc({ because: degraded });
    }
    if (passing > 0) this.verdicts.inc({ rule: '', code: 0 }, passing);
  }

  /** Shows how the inside is, asked anew at every reading. */
  watch(report: () => HealthReport): void {
    const gauge = (name: string, help: string, read: (report: HealthReport) => number): void => {
      const made: Gauge = new Gauge({ ...this.to, name, help, collect: () => made.set(read(report())) });
    };
    gauge(
      'friendgate_journal_waiting_records',
      'Records that the database has not got',
      (now) => now.journal.waiting,
    );
    gauge(
      'friendgate_journal_oldest_seconds',
      'Wait of the oldest of them',
      (now) => now.journal.oldestMs / 1_000,
    );
    gauge(
      'friendgate_unrecorded_decisions',
      'Decisions answered and not on the disk: those in memory may get there yet, the others are lost',
      (now) => now.journal.unrecorded,
    );
    gauge(
      'friendgate_replicas',
      'Processes that share the database, this one too',
      (now) => now.replicas.others.length + 1,
    );
    gauge(
      'friendgate_clock_ahead_seconds',
      "How far this machine's clock is ahead of the database's",
      (now) => (now.replicas.clockAheadMs ?? 0) / 1_000,
    );
    gauge('friendgate_state_bytes', 'Memory that counters take, in this process', (now) => now.state.bytes);
    gauge('friendgate_state_rebuilding', '1 while state is rebuilt', (now) => Number(now.state.rebuilding));
    this.watchCounts(report);
    this.watchRuleSets(report);
    this.watchParts(report);
  }

  /** What others count since the start. */
  private watchCounts(report: () => HealthReport): void {
    const counter = (name: string, help: string, read: (report: HealthReport) => number): void => {
      const made: Counter = new Counter({
        ...this.to,
        name,
        help,
        collect: () => {
          made.reset();
          made.inc(read(report()));
        },
      });
    };
    counter(
      'friendgate_journal_rejects_total',
      'Records the database refused for good',
      (now) => now.journal.rejected,
    );
    counter('friendgate_state_evictions_total', 'Live counter keys given up', (now) => now.state.evictions);
    counter(
      'friendgate_shadow_skipped_items_total',
      'Items whose shadow rules were left out for want of time',
      (now) => now.shadow.skippedItems,
    );
  }

  private watchRuleSets(report: () => HealthReport): void {
    const gauge = new Gauge({
      ...this.to,
      name: 'friendgate_rule_set_number',
      help: 'Number of the rule set in force, by app; 0 while it has none',
      labelNames: ['app'] as const,
      collect: () => {
        for (const { appId, ruleSet } of report().apps) gauge.set({ app: appId }, ruleSet?.number ?? 0);
      },
    });
  }

  private watchParts(report: () => HealthReport): void {
    const parts = ['database', 'journal', 'disk', 'writing', 'state', 'rules', 'replicas', 'clock'] as const;
    const gauge = new Gauge({
      ...this.to,
      name: 'friendgate_degraded',
      help: '1 for a part that does not do all it should',
      labelNames: ['part'] as const,
      collect: () => {
        const degraded = new Set(report().degraded.map(({ part }) => part));
        for (const part of parts) gauge.set({ part }, Number(degraded.has(part)));
      },
    });
  }

  private labelOf(rule: string | null): string {
    if (rule === null) return '';
    if (this.rules.size < MAX_RULES) this.rules.add(rule);
    return this.rules.has(rule) ? rule : 'other';
  }
}
