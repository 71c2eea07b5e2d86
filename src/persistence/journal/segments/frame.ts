import { crc32 } from 'node:zlib';

/** Bytes before a frame's payload: its length and its CRC-32, both u32, little-endian. */
export const FRAME_HEADER_BYTES = 8;

/** A longer frame was never written: a body is bounded, and so is what a record makes of it. */
export const MAX_FRAME_BYTES = 128 * 1024 ** 2;

/** The first bytes of every segment: what the file is, and by which version of the format. */
export const SEGMENT_MAGIC = Buffer.from('fgate\n01', 'latin1');

const LINE_BREAK = 0x0a;

/** Records are JSON, so their first bytes are printable. */
const CHECKED_BYTES = 16;
const [FIRST_PRINTABLE, LAST_PRINTABLE] = [0x20, 0x7e];

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
  frame.writeUInt32LE(crc32(payloadOf(frame)), 4);
  return frame;
}

/** The record inside a frame. */
export function payloadOf(frame: Buffer): Buffer {
  return frame.subarray(FRAME_HEADER_BYTES);
}

/** The bytes at an offset: a frame, the first bytes of one, or bytes that were never written as one. */
export type FrameResult =
  | { readonly kind: 'frame'; readonly payload: Buffer; readonly next: number }
  | { readonly kind: 'partial'; readonly needs: number }
  | { readonly kind: 'damaged' };

/** Reads one frame. A frame's length is never 0: the zeros that a power cut leaves are no frame. */
export function readFrame(buffer: Buffer, offset: number): FrameResult {
  if (offset + FRAME_HEADER_BYTES > buffer.length)
    return { kind: 'partial', needs: offset + FRAME_HEADER_BYTES };
  const length = buffer.readUInt32LE(offset);
  if (length === 0 || length > MAX_FRAME_BYTES) return { kind: 'damaged' };
  const next = offset + FRAME_HEADER_BYTES + length;
  if (next > buffer.length) return { kind: 'partial', needs: next };
  const payload = buffer.subarray(offset + FRAME_HEADER_BYTES, next);
  if (crc32(payload) !== buffer.readUInt32LE(offset + 4)) return { kind: 'damaged' };
  return { kind: 'frame', payload, next };
}

/**
 * Whether a frame may begin at an offset, by its length and its first bytes alone. Among random bytes it is true once in a
 * hundred million times, so that a search computes few checksums.
 * @param room bytes between the offset and the end of the segment
 */
export function mayBeFrame(buffer: Buffer, offset: number, room: number): boolean {
  if (room <= FRAME_HEADER_BYTES || offset + FRAME_HEADER_BYTES > buffer.length) return false;
  const length = buffer.readUInt32LE(offset);
  if (length === 0 || length > MAX_FRAME_BYTES || FRAME_HEADER_BYTES + length > room) return false;
  const first = offset + FRAME_HEADER_BYTES;
  for (let at = first; at < first + Math.min(length, CHECKED_BYTES); at += 1) {
    const byte = buffer[at] ?? FIRST_PRINTABLE;
    if (byte < FIRST_PRINTABLE || byte > LAST_PRINTABLE) return false;
  }
  return true;
}
