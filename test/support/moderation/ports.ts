import { Clock } from '../../../src/runtime/clock.js';
import { DecisionLog, type Kept } from '../../../src/moderation/decision-log.js';
import type { BlocklistDeletionCallback } from '../../../src/moderation/model/callback.js';
import type { Decision, ShadowMatch } from '../../../src/moderation/model/decision.js';
import { EventLoop } from '../../../src/runtime/event-loop.js';

/** A clock that a test sets. */
export class SetClock extends Clock {
  constructor(
    public at = Date.UTC(2026, 10, 22, 12),
    public micro = 0,
  ) {
    super();
  }

  override now(): number {
    return this.at;
  }

  override micros(): number {
    return this.micro;
  }
}

/** A thread whose lateness a test sets; `breathing` runs whenever others are let run. */
export class SetEventLoop extends EventLoop {
  late = 0;
  breathing: () => void = () => undefined;

  override lateMs(): number {
    return this.late;
  }

  override async breathe(): Promise<void> {
    this.breathing();
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

/** A log that keeps what it is told in memory, as long as the test lets it. */
export class MemoryLog extends DecisionLog {
  readonly decisions: Decision[] = [];
  readonly deletions: {
    readonly callback: BlocklistDeletionCallback;
    readonly duplicateOf: string | null;
  }[] = [];
  readonly matches: ShadowMatch[] = [];
  /** The disk refuses everything. */
  full = false;

  override async decided(decision: Decision): Promise<Kept> {
    this.decisions.push(decision);
    return this.full ? 'in-memory' : 'durable';
  }

  override async deleted(callback: BlocklistDeletionCallback, duplicateOf: string | null): Promise<void> {
    if (this.full) throw new Error('the disk is full');
    this.deletions.push({ callback, duplicateOf });
  }

  override shadowed(_decision: Decision, matches: readonly ShadowMatch[]): void {
    this.matches.push(...matches);
  }
}
