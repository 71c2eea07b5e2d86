import { SEGMENT_MAGIC } from './frame.js';

/** A place in the journal: between two records, or at an end. */
export interface JournalPosition {
  readonly segment: number;
  /** Bytes from the start of the segment's file. */
  readonly offset: number;
}

/** What is known of one file of the journal. */
export interface Segment {
  readonly number: number;
  /** Bytes that are durable; what lies behind is not the journal's. */
  readonly end: number;
  /** Milliseconds since the epoch: when the last record was appended. */
  readonly lastAt: number;
}

export const SEGMENT_START = SEGMENT_MAGIC.length;

/** Bytes of records that lie behind a place. */
export function bytesAfter(segments: readonly Segment[], place: JournalPosition): number {
  let bytes = 0;
  for (const { number, end } of segments) {
    if (number < place.segment) continue;
    bytes += Math.max(0, end - (number === place.segment ? place.offset : SEGMENT_START));
  }
  return bytes;
}

/** Whether one place comes before another. */
export function isBefore(a: JournalPosition, b: JournalPosition): boolean {
  return a.segment < b.segment || (a.segment === b.segment && a.offset < b.offset);
}
