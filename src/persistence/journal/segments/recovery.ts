import { open, rename, stat, type FileHandle } from 'node:fs/promises';
import type { Log } from '../../../runtime/log.js';
import { readAt } from './frame-search.js';
import { FRAME_HEADER_BYTES, MAX_FRAME_BYTES, mayBeFrame, SEGMENT_MAGIC } from './frame.js';
import { readFrames } from './journal-reader.js';
import { damagedPath, segmentPath } from './segment-file.js';
import { SEGMENT_START, type Segment } from './segment.js';

/** Read at a time. */
const CHUNK = { bytes: 256 * 1024, records: 1_000 };

/**
 * Makes the last segment readable after a crash: cuts off a half-written record at its end, and repairs a damaged header. A file
 * that holds no record is set aside, and the result is `null`.
 */
export async function recoverSegment(directory: string, number: number, log: Log): Promise<Segment | null> {
  const path = segmentPath(directory, number);
  const file = await open(path, 'r+');
  try {
    const { size, mtimeMs } = await file.stat();
    const header = await readAt(file, 0, SEGMENT_START);
    const isBegun = SEGMENT_MAGIC.subarray(0, header.length).equals(header);
    if (isBegun && header.length < SEGMENT_START) {
      // The crash came before the header was written.
      await file.truncate(0);
      return { number, end: 0, lastAt: mtimeMs };
    }
    const contents = await contentsOf(file, size);
    if (!isBegun && contents.records === 0) {
      await rename(path, damagedPath(directory, number));
      log.error(
        { segment: number, bytes: size, file: damagedPath(directory, number) },
        'a segment of the journal holds no record; it is set aside',
      );
      return null;
    }
    if (!isBegun) {
      await file.write(SEGMENT_MAGIC, 0, SEGMENT_START, 0);
      log.error(
        { segment: number, records: contents.records },
        'the header of a segment of the journal was damaged; its records are kept',
      );
    }
    const end = await cutTail(file, { number, size, end: contents.end }, log);
    return { number, end, lastAt: mtimeMs };
  } finally {
    await file.close();
  }
}

/** Counts the records of a segment, and finds where the last one ends. */
async function contentsOf(file: FileHandle, size: number) {
  let [records, end] = [0, SEGMENT_START];
  for (let at = SEGMENT_START; at < size;) {
    const chunk = await readFrames(file, { from: at, end: size }, CHUNK);
    records += chunk.payloads.length;
    if (chunk.payloads.length > 0) end = chunk.lastEnd;
    at = chunk.next;
  }
  return { records, end };
}

interface Tail {
  readonly number: number;
  readonly size: number;
  /** Where the last whole record ends. */
  readonly end: number;
}

/** Cuts off what a crash left half written. Other bytes stay: the drain steps over them, and keeps a copy. @returns the new end */
async function cutTail(file: FileHandle, { number, size, end }: Tail, log: Log): Promise<number> {
  if (end >= size || !(await isTorn(file, end, size))) return size;
  await file.truncate(end);
  log.warn({ segment: number, bytes: size - end }, 'cut a half-written record off the journal');
  return end;
}

/** Whether a tail is the start of one record, or the zeros that a power cut leaves. */
async function isTorn(file: FileHandle, from: number, size: number): Promise<boolean> {
  const head = await readAt(file, from, Math.min(CHUNK.bytes, size - from));
  if (head.length < FRAME_HEADER_BYTES) return true;
  if (mayBeFrame(head, 0, Infinity)) return FRAME_HEADER_BYTES + head.readUInt32LE(0) > size - from;
  for (let at = from; at < size; at += CHUNK.bytes) {
    const piece = await readAt(file, at, Math.min(CHUNK.bytes, size - at));
    if (piece.some((byte) => byte !== 0)) return false;
  }
  return true;
}

/** A segment that was closed before the last one was begun. */
export async function closedSegment(directory: string, number: number): Promise<Segment> {
  const { size, mtimeMs } = await stat(segmentPath(directory, number));
  return { number, end: size, lastAt: mtimeMs };
}

/** Counts the records of a segment from an offset on, by their lengths only. */
export async function countRecords(directory: string, segment: Segment, offset: number): Promise<number> {
  const file = await open(segmentPath(directory, segment.number), 'r');
  try {
    let records = 0;
    const buffer = await readAt(file, offset, Math.max(0, segment.end - offset));
    for (let at = 0; at + FRAME_HEADER_BYTES <= buffer.length;) {
      const length = buffer.readUInt32LE(at);
      // Damage begins here; the drain finds the records behind it.
      if (length === 0 || length > MAX_FRAME_BYTES) break;
      records += 1;
      at += FRAME_HEADER_BYTES + length;
    }
    return records;
  } finally {
    await file.close();
  }
}

/** Whether a record begins at an offset, or the segment ends there. */
export async function isBoundary(directory: string, segment: Segment, offset: number): Promise<boolean> {
  if (offset === segment.end || offset === SEGMENT_START) return true;
  if (offset < SEGMENT_START || offset > segment.end) return false;
  const file = await open(segmentPath(directory, segment.number), 'r');
  try {
    const { damagedBytes } = await readFrames(
      file,
      { from: offset, end: segment.end },
      { bytes: 1, records: 1 },
    );
    return damagedBytes === 0;
  } finally {
    await file.close();
  }
}
