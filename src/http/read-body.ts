import type { Readable } from 'node:stream';

/** How far beyond the limit a body is read and thrown away, so that its sender reads the answer instead of a reset. */
const DISCARD_FACTOR = 8;

/**
 * Reads a body to its end. One over the limit, in bytes, is `too-large`: a value, since the other checks come first. Rejects with
 * status 400 when the sender goes away, which is no failure of ours.
 */
export function readBody(payload: Readable, limit: number): Promise<Buffer | 'too-large'> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const end = (): void => resolve(length > limit ? 'too-large' : joined(chunks, length));
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else if (length <= limit * DISCARD_FACTOR) chunks.length = 0;
      else {
        payload.off('data', take);
        end();
      }
    };
    payload.on('data', take).on('end', end);
    payload.on('error', (error) => reject(Object.assign(error, { statusCode: 400 })));
  });
}

/** Most bodies come in one piece, which need not be copied. */
function joined(chunks: readonly Buffer[], length: number): Buffer {
  const [only] = chunks;
  return only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks, length);
}
