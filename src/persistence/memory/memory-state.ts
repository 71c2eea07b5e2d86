import type { Clock } from '../../moderation/clock.js';
import type { EventHistory } from '../../moderation/event-history.js';
import { State } from '../../moderation/state.js';
import type { Gathered, Gathering, RateSpec, Settlement } from '../../moderation/state.js';

/** What the state has to say to operators; pino's loggers fit. */
export interface StateLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface MemoryStateOptions {
  readonly history: EventHistory;
  readonly clock: Clock;
  /** For counters, reputations, labels and unblocks of all apps together. */
  readonly counterMemoryBytes: number;
  readonly log?: StateLog;
}

/** An answer that was sent before a restart. */
export interface SentAnswer {
  readonly appId: string;
  readonly fingerprint: string;
  readonly source: string;
  readonly at: number;
  readonly answer: string;
}

/** What an app's state still lacks of the past. */
export interface Rebuilding {
  readonly appId: string;
  /** Milliseconds since the epoch: when the rebuild began. */
  readonly since: number;
  /** How many counters wait for it. */
  readonly counters: number;
  /** Why the last attempt failed; `null` when none did. */
  readonly failure: string | null;
}

/** State within the process: for one replica. */
export class MemoryState extends State {
  constructor(_options: MemoryStateOptions) {
    super();
  }

  override prepare(_appId: string, _rates: readonly RateSpec[]): void {
    throw new Error('not written yet');
  }

  override gather(_gathering: Gathering): Gathered {
    throw new Error('not written yet');
  }

  override settle(_settlement: Settlement): void {
    throw new Error('not written yet');
  }

  /** Takes answers sent before a restart, so that their copies are known. */
  restoreAnswers(_answers: readonly SentAnswer[]): void {
    throw new Error('not written yet');
  }

  /** What is being rebuilt; empty when all readings are exact. */
  rebuilding(): readonly Rebuilding[] {
    return [];
  }

  /** Live keys that were evicted to stay within memory, since the start. */
  evictions(): number {
    return 0;
  }

  /** Ends rebuilds. */
  stop(): void {
    // nothing yet
  }
}
