import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const BYTES_AN_ID = 16;
/** Random bytes are drawn for so many ids at once: each draw asks the kernel. */
const IDS_A_DRAW = 256;

const drawn = Buffer.alloc(BYTES_AN_ID * IDS_A_DRAW);
let used = drawn.length;

/** A UUIDv7 for what came at this time, in milliseconds since the epoch. */
export function deliveryId(receivedAt: number): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const random = drawn.subarray(used, used + BYTES_AN_ID);
  used += BYTES_AN_ID;
  return v7({ msecs: receivedAt, random });
}
