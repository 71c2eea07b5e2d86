import type { BlocklistDeletionCallback } from './model/callback.js';
import type { Decision, ShadowMatch } from './model/decision.js';

/** Where a record stands when its answer may be sent: on the disk, or only in memory because the disk refused it. */
export type Durability = 'durable' | 'in-memory';

/** Keeps what was decided. The journal implements it: local, append-only, drained into the database afterwards. */
export abstract class DecisionLog {
  /**
   * Appends a decision with the answer that is about to be sent. Never rejects: what the disk refuses stays in a bounded ring
   * in memory and is counted as unrecorded.
   */
  abstract recordDecision(decision: Decision): Promise<Durability>;

  /** Appends blocklist deletions, one row a pair. Rejects when they cannot be made durable: then the answer must say FAIL. */
  abstract recordDeletion(callback: BlocklistDeletionCallback, duplicateOf: string | null): Promise<void>;

  /** Writes down what shadow rules matched, after the answer. Best effort. */
  abstract recordShadowMatches(decision: Decision, matches: readonly ShadowMatch[]): void;
}
