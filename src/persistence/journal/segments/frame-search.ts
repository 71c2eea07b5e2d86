import type { FileHandle } from 'node:fs/promises';
import { setImmediate as othersFirst } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { FRAME_HEADER_BYTES, MAX_FRAME_BYTES, mayBeFrame, readFrame } from './frame.js';

/** Read and looked through at a time: about a millisecond's work. */
const WINDOW_BYTES = 128 * 1024;
/** Behind a window, so that the start of a frame at its end can be judged. */
const OVERLAP_BYTES = 64;
/** The highest byte of a length, and what it can be at most. */
const HIGH_BYTE = 3;
const MAX_HIGH_BYTE = MAX_FRAME_BYTES >>> 24;
const PRINTABLE = 0x20;
/** Milliseconds for which a search keeps the thread. */
const SLICE_MS = 2;

/**
 * Finds the next whole frame in a file, from an offset on; gives `end` when there is none. A wrong length says nothing of where
 * the next frame begins, so each byte is tried. Gives the thread away every few milliseconds.
 */
export async function findFrame(file: FileHandle, from: number, end: number): Promise<number> {
  let sliceSince = performance.now();
  for (let start = from; start < end; start += WINDOW_BYTES) {
    const window = await readAt(file, start, Math.min(WINDOW_BYTES + OVERLAP_BYTES, end - start));
    const candidates = Math.min(WINDOW_BYTES, window.length);
    for (let at = 0; at < candidates; at += 1) {
      // Two bytes rule out nearly all offsets, so that the rest is seldom computed.
      if ((window[at + HIGH_BYTE] ?? 0) > MAX_HIGH_BYTE || (window[at + FRAME_HEADER_BYTES] ?? 0) < PRINTABLE)
        continue;
      if (!mayBeFrame(window, at, end - start - at)) continue;
      // Within the window no promise is needed.
      const found = readFrame(window, at);
      if (found.kind === 'frame') return start + at;
      if (found.kind === 'partial' && (await isWhole(file, start + at, window.subarray(at))))
        return start + at;
      if (performance.now() - sliceSince > SLICE_MS) {
        await othersFirst();
        sliceSince = performance.now();
      }
    }
    if (window.length === 0) return end;
  }
  return end;
}

/** Bytes of a file; fewer where the file ends before. */
export async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(buffer, 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

/** Computes the checksum of a frame piece by piece. @param head the frame's first bytes, its header at least */
async function isWhole(file: FileHandle, offset: number, head: Buffer): Promise<boolean> {
  const length = head.readUInt32LE(0);
  const expected = head.readUInt32LE(4);
  const inHead = head.subarray(FRAME_HEADER_BYTES, FRAME_HEADER_BYTES + length);
  let checksum = crc32(inHead);
  for (let done = inHead.length; done < length;) {
    const piece = await readAt(
      file,
      offset + FRAME_HEADER_BYTES + done,
      Math.min(WINDOW_BYTES, length - done),
    );
    if (piece.length === 0) return false;
    checksum = crc32(piece, checksum);
    done += piece.length;
  }
  return checksum === expected;
}
