import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const BYTES_PER_ID = 16;
/** Random bytes are drawn for so many ids at once: each draw asks the kernel. */
const IDS_PER_DRAW = 256;

const drawn = Buffer.alloc(BYTES_PER_ID * IDS_PER_DRAW);
let used = drawn.length;

/** A UUIDv7 for what came at this time, in milliseconds since the epoch. */
export function deliveryId(receivedAt: number): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const random = drawn.subarray(used, used + BYTES_PER_ID);
  used += BYTES_PER_ID;
  return v7({ msecs: receivedAt, random });
}
