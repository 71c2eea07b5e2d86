import { mkdir } from 'node:fs/promises';
import type { Log } from '../../runtime/log.js';
import { CursorFile } from './segments/cursor-file.js';
import { closedSegment, countRecords, isBoundary, recoverSegment } from './segments/recovery.js';
import { damagedNumbers, MAX_SEGMENT_NUMBER, segmentNumbers } from './segments/segment-file.js';
import { SEGMENT_START, type JournalPosition, type Segment } from './segments/segment.js';

/** The contents of a journal folder when it is opened. */
export interface OpenedFolder {
  readonly segments: readonly Segment[];
  readonly drained: JournalPosition;
  /** Records after `drained`. */
  readonly records: number;
  /** The highest number that a segment has had. */
  readonly lastNumber: number;
  /** Numbers of the segments that are set aside. */
  readonly damaged: readonly number[];
}

/** Reads the folder of a journal, makes it where it is missing, and mends what a crash or a disk has damaged. */
export async function openFolder(directory: string, log: Log): Promise<OpenedFolder> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const numbers = await segmentNumbers(directory);
  const segments = await recoverSegments(directory, numbers, log);
  const first = { segment: segments[0]?.number ?? 0, offset: SEGMENT_START };
  const drained = (await readCursor(directory, 'drained', segments, log)) ?? first;
  const damaged = await damagedNumbers(directory);
  return {
    segments,
    drained,
    records: await recordsAfter(directory, segments, drained),
    lastNumber: Math.max(0, drained.segment, ...numbers, ...damaged),
    damaged,
  };
}

/**
 * Reads a cursor, and checks it against the segments: believing a wrong one would remove records that its reader has not got. Gives
 * the start of the segment, or `null` for that of the journal, where it cannot be believed.
 */
export async function readCursor(
  directory: string,
  reader: 'drained' | 'shared',
  segments: readonly Segment[],
  log: Log,
): Promise<JournalPosition | null> {
  const noted = await new CursorFile(directory, reader).read();
  if (noted === null) return null;
  if (noted === 'unreadable' || !isWithin(noted, segments)) {
    log.warn({ reader, noted }, 'a cursor of the journal cannot be believed; reading from the start again');
    return null;
  }
  const segment = segments.find(({ number }) => number === noted.segment);
  if (segment === undefined || (await isBoundary(directory, segment, noted.offset))) return noted;
  log.warn({ reader, noted }, 'a cursor of the journal points between records; reading its segment again');
  return { segment: noted.segment, offset: SEGMENT_START };
}

/** Segments are removed from the oldest on, that of the cursor after all before it. */
function isWithin(cursor: JournalPosition, segments: readonly Segment[]): boolean {
  if (cursor.segment > MAX_SEGMENT_NUMBER) return false;
  const own = segments.find(({ number }) => number === cursor.segment);
  if (own !== undefined) return cursor.offset <= Math.max(own.end, SEGMENT_START);
  return segments.every(({ number }) => number > cursor.segment);
}

async function recoverSegments(
  directory: string,
  numbers: readonly number[],
  log: Log,
): Promise<readonly Segment[]> {
  const segments: Segment[] = [];
  for (const number of numbers) {
    const isLast = number === numbers.at(-1);
    const segment = isLast
      ? await recoverSegment(directory, number, log)
      : await closedSegment(directory, number);
    if (segment !== null) segments.push(segment);
  }
  return segments;
}

async function recordsAfter(
  directory: string,
  segments: readonly Segment[],
  { segment: first, offset }: JournalPosition,
): Promise<number> {
  let records = 0;
  for (const segment of segments) {
    if (segment.number < first) continue;
    records += await countRecords(directory, segment, segment.number === first ? offset : SEGMENT_START);
  }
  return records;
}
