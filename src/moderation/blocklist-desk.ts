import type { BlocklistDeletionCallback } from './callback.js';

export interface Acknowledged {
  /** `copy`: seen within the last 60 s. `failed`: not durable, the body says FAIL. */
  readonly outcome: 'recorded' | 'copy' | 'malformed' | 'failed';
  readonly body: string;
}

/** Takes note of who was taken off whose blocklist. */
export abstract class BlocklistDesk {
  /** Answers once every good pair is durable. Never rejects. */
  abstract acknowledge(callback: BlocklistDeletionCallback): Promise<Acknowledged>;
}
