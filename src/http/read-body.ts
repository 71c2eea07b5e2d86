import type { Readable } from 'node:stream';

/** How far beyond the limit a body is read and thrown away, so that its sender reads the answer instead of a reset. */
const PATIENCE = 8;

/** Reads a body to its end. One over the limit, in bytes, is `too-large`: a value, since the other checks come first. */
export function readBody(
  payload: Readable,
  limit: number,
  done: (error: Error | null, body?: Buffer | 'too-large') => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  const finish = (error: Error | null): void => {
    payload.off('data', take).off('end', end).off('error', finish);
    // A sender that goes away is not our failure.
    if (error !== null) done(Object.assign(error, { statusCode: 400 }));
    else done(null, length > limit ? 'too-large' : Buffer.concat(chunks, length));
  };
  const end = (): void => finish(null);
  const take = (chunk: Buffer): void => {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
    else if (length > limit * PATIENCE) finish(null);
    else chunks.length = 0;
  };
  payload.on('data', take).on('end', end).on('error', finish);
}
