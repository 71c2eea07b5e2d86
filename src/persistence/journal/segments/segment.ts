import { SEGMENT_MAGIC } from './frame.js';

/** A position in the journal: between two records, or at an end. */
export interface JournalPosition {
  readonly segment: number;
  /** Bytes from the start of the segment's file. */
  readonly offset: number;
}

/** One file of the journal. */
export interface Segment {
  readonly number: number;
  /** Bytes that are durable; bytes after them are not the journal's. */
  readonly end: number;
  /** Milliseconds since the epoch: when the last record was appended. */
  readonly lastAt: number;
}

export const SEGMENT_START = SEGMENT_MAGIC.length;

/** Bytes of records after a position. */
export function bytesAfter(segments: readonly Segment[], position: JournalPosition): number {
  let bytes = 0;
  for (const { number, end } of segments) {
    if (number < position.segment) continue;
    bytes += Math.max(0, end - (number === position.segment ? position.offset : SEGMENT_START));
  }
  return bytes;
}

/** Whether one position comes before another. */
export function isBefore(a: JournalPosition, b: JournalPosition): boolean {
  return a.segment < b.segment || (a.segment === b.segment && a.offset < b.offset);
}

/** Whether a position lies behind everything that a segment holds. */
export function isPast({ number, end }: Pick<Segment, 'number' | 'end'>, position: JournalPosition): boolean {
  return number < position.segment || end <= (number === position.segment ? position.offset : SEGMENT_START);
}
