import type { BlocklistDeletionCallback } from './model/callback.js';
import type { Decision, ShadowMatch } from './model/decision.js';

/** Whether a record was on the disk when its answer was sent, or only in memory because the disk refused it. */
export type Durability = 'durable' | 'in-memory';

/** Records decisions. The journal implements it: local, append-only, drained into the database afterwards. */
export abstract class DecisionLog {
  /**
   * Appends a decision with the answer that is about to be sent. Never rejects: what the disk refuses stays in a bounded ring
   * in memory and is counted as unrecorded.
   */
  abstract recordDecision(decision: Decision): Promise<Durability>;

  /** Appends blocklist deletions, one row a pair. Rejects when they cannot be made durable: then the answer must say FAIL. */
  abstract recordDeletion(callback: BlocklistDeletionCallback, duplicateOf: string | null): Promise<void>;

  /** Records the matches of shadow rules, after the answer. Best effort. */
  abstract recordShadowMatches(decision: Decision, matches: readonly ShadowMatch[]): void;
}
