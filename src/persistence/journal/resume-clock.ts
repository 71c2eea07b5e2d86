import type { Clock } from '../../runtime/clock.js';
import type { Log } from '../../runtime/log.js';
import { decodeHead } from './records/decode-record.js';
import type { Journal } from './journal.js';
import { JournalReader } from './segments/journal-reader.js';
import { SEGMENT_START, type Segment } from './segments/segment.js';

const CHUNK = { bytes: 1024 ** 2, records: 10_000 };

/**
 * For the start: a last record that is later than now tells of a clock that was, or is, wrong. Windows begin at its time, so that
 * events stay in their order.
 */
export async function resumeClock(clock: Clock, journal: Journal, log: Log): Promise<void> {
  const last = await lastRecordTime(journal);
  if (last === null || last <= clock.wall()) return;
  const aheadMs = last - clock.wall();
  clock.resumeFrom(last);
  log.error(
    { part: 'clock', aheadMs, lastRecordAt: new Date(last) },
    'the last record is later than now: the clock of this machine was or is wrong',
  );
}

/** The time of receipt of the last record, in milliseconds since the epoch; `null` where the journal is empty. */
async function lastRecordTime(journal: Journal): Promise<number | null> {
  const reader = new JournalReader(journal.directory);
  try {
    for (const segment of journal.listSegments().toReversed()) {
      const at = await lastTimeIn(reader, segment);
      if (at !== null) return at;
    }
    return null;
  } finally {
    await reader.close();
  }
}

async function lastTimeIn(reader: JournalReader, segment: Segment): Promise<number | null> {
  let last: Buffer | undefined;
  for (let offset = SEGMENT_START; offset < segment.end;) {
    const chunk = await reader.read(segment, { segment: segment.number, offset }, CHUNK);
    last = chunk.payloads.at(-1) ?? last;
    offset = chunk.next;
  }
  if (last === undefined) return null;
  try {
    return decodeHead(last).at;
  } catch {
    // The drain sets the record aside, and reports it.
    return null;
  }
}
