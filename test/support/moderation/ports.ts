import { Clock } from '../../../src/runtime/clock.js';
import { DecisionLog, type Durability } from '../../../src/moderation/decision-log.js';
import type { BlocklistDeletionCallback } from '../../../src/moderation/model/callback.js';
import type { Decision, ShadowMatch } from '../../../src/moderation/model/decision.js';
import { EventLoop } from '../../../src/runtime/event-loop.js';

/** A clock that a test sets. */
export class TestClock extends Clock {
  constructor(
    public nowMs = Date.UTC(2026, 10, 22, 12),
    public nowMicros = 0,
  ) {
    super();
  }

  override now(): number {
    return this.nowMs;
  }

  override micros(): number {
    return this.nowMicros;
  }
}

/** A thread whose lateness a test sets; `breathing` runs whenever others are let run. */
export class TestEventLoop extends EventLoop {
  lateByMs = 0;
  onBreathe: () => void = () => undefined;

  override lateMs(): number {
    return this.lateByMs;
  }

  override async yieldTurn(): Promise<void> {
    this.onBreathe();
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

/** A log that keeps what it is told in memory, as long as the test lets it. */
export class MemoryDecisionLog extends DecisionLog {
  readonly decisions: Decision[] = [];
  readonly deletions: {
    readonly callback: BlocklistDeletionCallback;
    readonly duplicateOf: string | null;
  }[] = [];
  readonly matches: ShadowMatch[] = [];
  /** The disk refuses everything. */
  full = false;

  override async recordDecision(decision: Decision): Promise<Durability> {
    this.decisions.push(decision);
    return this.full ? 'in-memory' : 'durable';
  }

  override async recordDeletion(
    callback: BlocklistDeletionCallback,
    duplicateOf: string | null,
  ): Promise<void> {
    if (this.full) throw new Error('the disk is full');
    this.deletions.push({ callback, duplicateOf });
  }

  override recordShadowMatches(_decision: Decision, matches: readonly ShadowMatch[]): void {
    this.matches.push(...matches);
  }
}
