import { crc32 } from 'node:zlib';

/** Bytes before a frame's payload: its length and its CRC-32, both u32, little-endian. */
export const FRAME_HEADER_BYTES = 8;

/** Bytes that every segment begins with: what the file is, and by which version of the format. */
export const SEGMENT_MAGIC = Buffer.from('fgate\n01', 'latin1');

const LINE_BREAK = 0x0a;

/** A record, at least one line, as it lies on the disk. */
export function encodeFrame(lines: readonly string[]): Buffer {
  let length = lines.length - 1;
  for (const line of lines) length += Buffer.byteLength(line);
  const frame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + length);
  let end = FRAME_HEADER_BYTES;
  for (const line of lines) {
    if (end > FRAME_HEADER_BYTES) frame[end++] = LINE_BREAK;
    end += frame.write(line, end);
  }
  frame.writeUInt32LE(length, 0);
  frame.writeUInt32LE(crc32(frame.subarray(FRAME_HEADER_BYTES)), 4);
  return frame;
}

/** What stands at an offset: a frame, the beginning of one, or something that was never written as one. */
export type FrameResult =
  | { readonly kind: 'frame'; readonly payload: Buffer; readonly next: number }
  | { readonly kind: 'partial'; readonly needs: number }
  | { readonly kind: 'damaged'; readonly next: number };

/** Reads one frame. A frame's length is never 0: a tail of zeros, as a power cut leaves it, is no frame. */
export function readFrame(buffer: Buffer, offset: number): FrameResult {
  if (offset + FRAME_HEADER_BYTES > buffer.length)
    return { kind: 'partial', needs: offset + FRAME_HEADER_BYTES };
  const length = buffer.readUInt32LE(offset);
  const next = offset + FRAME_HEADER_BYTES + length;
  if (length === 0) return { kind: 'damaged', next };
  if (next > buffer.length) return { kind: 'partial', needs: next };
  const payload = buffer.subarray(offset + FRAME_HEADER_BYTES, next);
  if (crc32(payload) !== buffer.readUInt32LE(offset + 4)) return { kind: 'damaged', next };
  return { kind: 'frame', payload, next };
}
