import { Counter, Histogram, type Registry } from 'prom-client';
import type { Decision, DegradedReason } from '../moderation/model/decision.js';
import type { MetricsRegistry } from '../runtime/process/metrics-registry.js';
import { REFUSAL_REASONS, type RefusalReason } from './authentication/authentication-result.js';
import { CallbackMeter, type CallbackCommand, type CallbackOutcome } from './callback-meter.js';

/** Upper bounds of the histogram, in seconds: fine below the usual duration, and around the platform's limit of two seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 1.8, 2, 5];

/** Rules come and go while the service runs; verdicts of rules beyond this many are counted together. */
const MAX_RULES = 2_000;

/** The outcomes of each command: their counters exist at zero, so that the first failure is an increase. */
const OUTCOMES: Readonly<Record<CallbackCommand, readonly CallbackOutcome[]>> = {
  'friend-response': ['answered', 'degraded', 'copy', 'malformed', 'failed'],
  'blocklist-deletion': ['answered', 'copy', 'malformed', 'failed'],
  other: ['not-judged'],
  probe: ['not-judged'],
};
const DEGRADED_REASONS: readonly DegradedReason[] = [
  'unknown',
  'deadline',
  'oversized',
  'malformed',
  'failed',
];

/** Counts callbacks for Prometheus. */
export class CallbackMetrics extends CallbackMeter {
  private readonly rules = new Set<string>();
  private readonly callbacks;
  private readonly refusals;
  private readonly verdicts;
  private readonly degraded;
  private readonly signatures;
  private readonly latency;

  /** @param appIds the apps whose signatures are counted */
  constructor({ registry }: MetricsRegistry, appIds: readonly string[] = []) {
    super();
    const registers = [registry];
    this.callbacks = new Counter({
      registers,
      name: 'friendgate_callbacks_total',
      help: 'Callbacks answered, by command and by outcome',
      labelNames: ['command', 'outcome'] as const,
    });
    this.refusals = new Counter({
      registers,
      name: 'friendgate_refusals_total',
      help: 'Requests refused before judging, by reason',
      labelNames: ['reason'] as const,
    });
    this.verdicts = new Counter({
      registers,
      name: 'friendgate_verdicts_total',
      help: 'Verdicts on items, by the rule that decided ("" for none) and result code',
      labelNames: ['rule', 'code'] as const,
    });
    this.degraded = new Counter({
      registers,
      name: 'friendgate_degraded_items_total',
      help: 'Items that were decided while something was unknown, by cause',
      labelNames: ['because'] as const,
    });
    this.signatures = signatureCounter(registers);
    this.latency = new Histogram({
      registers,
      name: 'friendgate_callback_seconds',
      help: 'From the first byte of a callback until its answer is made',
      labelNames: ['command'] as const,
      buckets: BUCKETS,
    });
    this.startAtZero(appIds);
  }

  private startAtZero(appIds: readonly string[]): void {
    for (const command of ['friend-response', 'blocklist-deletion', 'other', 'probe'] as const) {
      for (const outcome of OUTCOMES[command]) this.callbacks.inc({ command, outcome }, 0);
    }
    for (const reason of REFUSAL_REASONS) this.refusals.inc({ reason }, 0);
    for (const because of DEGRADED_REASONS) this.degraded.inc({ because }, 0);
    this.verdicts.inc({ rule: '', code: 0 }, 0);
    for (const app of appIds) for (const token of ['1', '2']) this.signatures.inc({ app, token }, 0);
  }

  override answered(command: CallbackCommand, outcome: CallbackOutcome, seconds: number): void {
    this.callbacks.inc({ command, outcome });
    this.latency.observe({ command }, seconds);
  }

  override refused(reason: RefusalReason): void {
    this.refusals.inc({ reason });
  }

  override signed(appId: string, token: number): void {
    this.signatures.inc({ app: appId, token: String(token + 1) });
  }

  override decided(decision: Decision): void {
    if (decision.duplicateOf !== null) return;
    // Most items pass by no rule: they are counted in one step.
    let passing = 0;
    // Items behind the first 1,000 have one verdict in common.
    let oversized = 0;
    let oversizedCode = 0;
    for (const { rule, code, degraded } of decision.verdicts) {
      if (rule === null && degraded === 'oversized') {
        oversized += 1;
        oversizedCode = code;
        continue;
      }
      if (rule === null && code === 0) passing += 1;
      else this.verdicts.inc({ rule: this.labelOf(rule), code });
      if (degraded !== null) this.degraded.inc({ because: degraded });
    }
    if (oversized > 0) {
      this.verdicts.inc({ rule: '', code: oversizedCode }, oversized);
      this.degraded.inc({ because: 'oversized' }, oversized);
    }
    if (passing > 0) this.verdicts.inc({ rule: '', code: 0 }, passing);
  }

  private labelOf(rule: string | null): string {
    if (rule === null) return '';
    if (this.rules.size < MAX_RULES) this.rules.add(rule);
    return this.rules.has(rule) ? rule : 'other';
  }
}

function signatureCounter(registers: Registry[]): Counter<'app' | 'token'> {
  return new Counter({
    registers,
    name: 'friendgate_callback_signatures_total',
    help: 'Signed callbacks, by app and by the place of the token in its setting: 1 or 2',
    labelNames: ['app', 'token'] as const,
  });
}
