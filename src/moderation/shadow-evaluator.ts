import type { Clock } from '../runtime/clock.js';
import type { DecisionLog } from './decision-log.js';
import type { Decision, ShadowMatch } from './model/decision.js';
import type { EventLoop } from '../runtime/event-loop.js';
import { judgeShadow } from './engine/judge.js';
import type { RuleSet } from './engine/rule-set.js';

export interface ShadowEvaluatorPorts {
  readonly decisionLog: DecisionLog;
  readonly clock: Clock;
  readonly eventLoop: EventLoop;
}

/** A decision whose answer was sent, with its rule set. */
interface PendingEvaluation {
  readonly decision: Decision;
  readonly ruleSet: RuleSet;
}

/** The loop is busy when it is later than this, in milliseconds. */
const BUSY_MS = 20;
/** Microseconds for the shadow rules of one callback. */
const BUDGET_MICROS = 5_000;
/** Callbacks that may wait for their shadow rules. */
const MAX_PENDING = 200;

/**
 * Evaluates shadow rules after the answer was sent, from the readings that were gathered for it. Items are skipped, and counted,
 * when the event loop is busy.
 */
export class ShadowEvaluator {
  private pending: PendingEvaluation[] = [];
  /** Items whose shadow rules were not judged since the start. */
  skippedItems = 0;

  constructor(private readonly ports: ShadowEvaluatorPorts) {}

  enqueue(decision: Decision, ruleSet: RuleSet): void {
    const { items, problems } = decision.callback;
    if (problems.length === 0) this.skippedItems += items.length - decision.judged;
    if (decision.judged === 0) return;
    if (this.pending.length >= MAX_PENDING) {
      this.skippedItems += decision.judged;
      return;
    }
    this.pending.push({ decision, ruleSet });
    if (this.pending.length === 1) void this.ports.eventLoop.yieldTurn().then(() => this.judgeAll());
  }

  private judgeAll(): void {
    const all = this.pending;
    this.pending = [];
    for (const each of all) this.judgeNow(each);
  }

  private judgeNow({ decision, ruleSet }: PendingEvaluation): void {
    const { clock, eventLoop, decisionLog } = this.ports;
    if (eventLoop.lateMs() > BUSY_MS) {
      this.skippedItems += decision.judged;
      return;
    }
    const end = clock.micros() + BUDGET_MICROS;
    const matches: ShadowMatch[] = [];
    for (const [item, row] of decision.readings.entries()) {
      if (clock.micros() > end) {
        this.skippedItems += decision.judged - item;
        break;
      }
      if (decision.callback.items[item]?.kind !== 'response') continue;
      matches.push(...judgeShadow(ruleSet, decision.callback, item, row));
    }
    if (matches.length > 0) decisionLog.recordShadowMatches(decision, matches);
  }
}
