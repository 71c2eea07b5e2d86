import { crc32 } from 'node:zlib';

/** Bytes before a frame's payload: its length and its CRC-32, both u32, little-endian. */
export const FRAME_HEADER = 8;

/** Bytes that every segment begins with: what the file is, and by which version of the format. */
export const SEGMENT_MAGIC = Buffer.from('fgate\n01', 'latin1');

/** A record as it lies on the disk. */
export function frameOf(payload: string): Buffer {
  const length = Buffer.byteLength(payload);
  const frame = Buffer.allocUnsafe(FRAME_HEADER + length);
  frame.write(payload, FRAME_HEADER);
  frame.writeUInt32LE(length, 0);
  frame.writeUInt32LE(crc32(frame.subarray(FRAME_HEADER)), 4);
  return frame;
}

/** What stands at an offset: a frame, the beginning of one, or something that was never written as one. */
export type Found =
  | { readonly kind: 'frame'; readonly payload: Buffer; readonly next: number }
  | { readonly kind: 'partial'; readonly needs: number }
  | { readonly kind: 'damaged'; readonly next: number };

/** Reads one frame. A frame's length is never 0: a tail of zeros, as a power cut leaves it, is no frame. */
export function frameAt(buffer: Buffer, offset: number): Found {
  if (offset + FRAME_HEADER > buffer.length) return { kind: 'partial', needs: offset + FRAME_HEADER };
  const length = buffer.readUInt32LE(offset);
  const next = offset + FRAME_HEADER + length;
  if (length === 0) return { kind: 'damaged', next };
  if (next > buffer.length) return { kind: 'partial', needs: next };
  const payload = buffer.subarray(offset + FRAME_HEADER, next);
  if (crc32(payload) !== buffer.readUInt32LE(offset + 4)) return { kind: 'damaged', next };
  return { kind: 'frame', payload, next };
}
