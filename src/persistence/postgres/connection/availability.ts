import type { Clock } from '../../../runtime/clock.js';
import type { Log } from '../../../runtime/log.js';
import { DatabaseFaults } from './database-faults.js';
import { explainDatabaseError } from './explain-error.js';

/** `migrating` until the schema is right for the first time. */
export type DatabaseState = 'migrating' | 'ok' | 'away';

const ATTEMPTS_A_LINE = 30;

/** Whether the database is there and does its work, from the outcomes of what is asked of it. */
export class Availability {
  private seen: DatabaseState = 'migrating';
  /** Why it cannot be opened or reached; `null` while it can. */
  private failure: string | null = null;
  private awaySince = 0;
  readonly faults: DatabaseFaults;

  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.faults = new DatabaseFaults(clock);
  }

  get state(): DatabaseState {
    return this.seen;
  }

  /** In plain words what prevents it from doing its work; `null` when nothing does. */
  get problem(): string | null {
    const why = this.failure === null ? '' : `: ${this.failure}`;
    if (this.seen === 'migrating') return `the database is not open yet${why}`;
    return this.seen === 'away' ? `the database does not answer${why}` : this.faults.current;
  }

  noteAnswer(): void {
    if (this.seen === 'away') {
      this.log.info({ awayMs: Math.round(this.monotonicMs() - this.awaySince) }, 'the database is back');
    }
    this.seen = 'ok';
    this.failure = null;
  }

  noteAway(error: unknown): void {
    this.failure = explainDatabaseError(error);
    if (this.seen === 'ok') {
      this.awaySince = this.monotonicMs();
      this.log.warn({ reason: this.failure }, 'the database is away');
    }
    this.seen = 'away';
  }

  /** Logs the first of many attempts to open it, those whose reason is new, and every thirtieth. */
  noteOpenFailure(error: unknown, attempt: number, quietAttempts: number): void {
    const reason = explainDatabaseError(error);
    const isNew = reason !== this.failure && quietAttempts === 0;
    const isDue = attempt % ATTEMPTS_A_LINE === quietAttempts;
    this.failure = reason;
    this.log[isNew || isDue ? 'error' : 'debug']({ reason }, 'the database cannot be opened; trying again');
  }

  private monotonicMs(): number {
    return this.clock.micros() / 1_000;
  }
}
