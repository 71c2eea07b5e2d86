import type { IncomingMessage } from 'node:http';
import type { BodyBudget, HeldBytes } from './body-budget.js';

export interface BodyRequest {
  /** Bytes. */
  readonly limit: number;
  readonly isAuthenticated: boolean;
}

export type ReadBody =
  | { readonly kind: 'whole'; readonly bytes: Buffer; readonly release: () => void }
  /** The rest of it is still to come. */
  | { readonly kind: 'too-large' }
  /** There was no room for it. */
  | { readonly kind: 'overload' };

/** Chunks of a body: each costs time, however small it is. */
const MAX_CHUNKS = 4_096;
/** Each chunk beyond these must bring so many bytes, on average. */
const BYTES_PER_CHUNK = 256;

/**
 * Reads a body to its end. Chunks are copied into one buffer: an object for each would take many times the bytes that it holds. Rejects
 * when the client goes away.
 */
export function readBody(
  request: IncomingMessage,
  { limit, isAuthenticated }: BodyRequest,
  budget: BodyBudget,
): Promise<ReadBody> {
  const declared = Number(request.headers['content-length'] ?? Number.NaN);
  if (declared > limit) return Promise.resolve({ kind: 'too-large' });
  return new Promise((resolve, reject) => {
    const held: HeldBytes = { isAuthenticated, bytes: 0, abandon: () => stop('overload') };
    const collector = new ChunkCollector(limit, declared, (bytes) => budget.take(held, bytes));
    const take = (chunk: Buffer): void => {
      const fault = collector.add(chunk);
      if (fault !== null) stop(fault);
    };
    const finish = (): void => {
      budget.complete(held);
      resolve({ kind: 'whole', bytes: collector.bytes(), release: () => budget.release(held) });
    };
    const stop = (kind: 'too-large' | 'overload'): void => {
      request.off('data', take).off('end', finish).pause();
      budget.release(held);
      resolve({ kind });
    };
    request.on('data', take).on('end', finish);
    request.on('error', (error) => {
      budget.release(held);
      reject(error);
    });
  });
}

/** Collects chunks in one buffer, which grows by doubling. */
class ChunkCollector {
  private buffer: Buffer = NO_BYTES;
  private length = 0;
  private chunks = 0;

  /**
   * @param declared bytes that the body will have; NaN when that is not known
   * @param take asks for room
   */
  constructor(
    private readonly limit: number,
    private readonly declared: number,
    private readonly take: (bytes: number) => boolean,
  ) {}

  add(chunk: Buffer): 'too-large' | 'overload' | null {
    const needed = this.length + chunk.length;
    this.chunks += 1;
    if (needed > this.limit || this.chunks > MAX_CHUNKS + needed / BYTES_PER_CHUNK) return 'too-large';
    if (this.length === 0 && chunk.length === this.declared) {
      // The whole body came in one piece, which need not be copied.
      if (!this.take(chunk.length)) return 'overload';
      this.buffer = chunk;
    } else {
      if (needed > this.buffer.length && !this.grow(needed)) return 'overload';
      chunk.copy(this.buffer, this.length);
    }
    this.length = needed;
    return null;
  }

  bytes(): Buffer {
    return this.length === this.buffer.length ? this.buffer : this.buffer.subarray(0, this.length);
  }

  private grow(needed: number): boolean {
    const most = Number.isNaN(this.declared) ? this.limit : this.declared;
    const capacity = Math.min(most, Math.max(needed, this.buffer.length * 2));
    if (!this.take(capacity - this.buffer.length)) return false;
    const larger = Buffer.allocUnsafe(capacity);
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
    return true;
  }
}

const NO_BYTES = Buffer.alloc(0);
