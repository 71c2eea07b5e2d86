import { open, readFile, stat, truncate } from 'node:fs/promises';
import { readFrame, FRAME_HEADER_BYTES, SEGMENT_MAGIC } from './frame.js';
import { segmentPath } from './segment-file.js';
import { SEGMENT_START, type Segment } from './segment.js';

export interface Recovered {
  readonly segment: Segment;
  /** Bytes of a torn tail that were cut off. */
  readonly cut: number;
}

/** Cuts off what a crash left half written at the end of the last segment. */
export async function recoverTail(directory: string, number: number): Promise<Recovered> {
  const path = segmentPath(directory, number);
  const buffer = await readFile(path);
  const { mtimeMs } = await stat(path);
  const end = endOf(buffer, beginningOf(buffer, path));
  const cut = buffer.length - end;
  if (cut > 0) await truncate(path, end);
  return { segment: { number, end, lastAt: mtimeMs }, cut };
}

/** Where the last whole record ends; what is damaged before it is for the reader to step over. */
function endOf(buffer: Buffer, beginning: number): number {
  let end = beginning;
  for (let at = beginning; at > 0 && at < buffer.length;) {
    const found = readFrame(buffer, at);
    at = found.kind === 'frame' ? found.next : at + 1;
    if (found.kind === 'frame') end = at;
  }
  return end;
}

/** Where records begin; 0 when a crash came before the segment's own beginning was written. */
function beginningOf(buffer: Buffer, path: string): number {
  const magic = buffer.subarray(0, SEGMENT_START);
  if (magic.equals(SEGMENT_MAGIC)) return SEGMENT_START;
  const family = SEGMENT_MAGIC.subarray(0, 6);
  if (magic.length === SEGMENT_START && magic.subarray(0, family.length).equals(family)) {
    throw new Error(`${path} was written by another version of friendgate: drain it with that version first`);
  }
  return 0;
}

/** A segment that was closed before the last one was begun. */
export async function closedSegment(directory: string, number: number): Promise<Segment> {
  const { size, mtimeMs } = await stat(segmentPath(directory, number));
  return { number, end: size, lastAt: mtimeMs };
}

/** How many records lie in a segment from an offset on; looks at lengths only. */
export async function countRecords(directory: string, segment: Segment, offset: number): Promise<number> {
  const file = await open(segmentPath(directory, segment.number), 'r');
  try {
    const buffer = Buffer.allocUnsafe(Math.max(0, segment.end - offset));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
    let records = 0;
    for (let at = 0; at + FRAME_HEADER_BYTES <= bytesRead; at += FRAME_HEADER_BYTES + buffer.readUInt32LE(at))
      records += 1;
    return records;
  } finally {
    await file.close();
  }
}
