import { randomBytes } from 'node:crypto';
import {
  appendFile,
  open as openFile,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { quiet } from '../../../test/support/quiet.js';
import { aFolder } from '../../../test/support/temporary-folder.js';
import { Journal, LIMITS } from './journal.js';
import { encodeFrame, SEGMENT_MAGIC } from './segments/frame.js';
import { JournalReader } from './segments/journal-reader.js';
import { SEGMENT_START } from './segments/segment.js';

const RECORDS = 425;
const MIB = 1024 ** 2;
const size = { bytes: 512 * 1024, records: 200 };

let folder: Awaited<ReturnType<typeof aFolder>>;
let lines: string[];
let journals: Journal[];
beforeEach(async () => {
  folder = await aFolder();
  lines = [];
  journals = [];
});
afterEach(async () => {
  for (const journal of journals) await journal.close();
  await folder.remove();
});

const note = (_fields: object, message: string) => void lines.push(message);
const log = { debug: () => {}, info: note, warn: note, error: note };

async function open(limits = LIMITS): Promise<Journal> {
  const journal = await Journal.open(folder.path, { log, clock: quiet.clock, limits });
  journals.push(journal);
  return journal;
}

const recordOf = (index: number) =>
  `{"kind":"decision","index":${String(index)},"text":"${'x'.repeat(200)}"}`;
const texts = Array.from({ length: RECORDS }, (_, index) => recordOf(index));
const segmentFile = (number: number) => join(folder.path, `${String(number).padStart(12, '0')}.journal`);

/** A folder whose journal holds all texts, closed. */
async function written(limits = LIMITS): Promise<void> {
  const journal = await open(limits);
  for (let at = 0; at < texts.length; at += 25) {
    await Promise.all(texts.slice(at, at + 25).map((text) => journal.append(encodeFrame([text]))));
  }
  await journal.close();
}

async function read(journal: Journal): Promise<{ readonly texts: string[]; readonly damagedBytes: number }> {
  const reader = new JournalReader(folder.path);
  const found: string[] = [];
  let damagedBytes = 0;
  for (let at = journal.cursor; ;) {
    const chunk = await journal.read(reader, at, size);
    if (chunk === null) break;
    found.push(...chunk.payloads.map(String));
    damagedBytes += chunk.damagedBytes;
    at = chunk.nextPosition;
  }
  await reader.close();
  return { texts: found, damagedBytes };
}

/** The longest time for which some work has kept the event loop, in milliseconds. */
async function longestBlock(work: () => Promise<void>): Promise<number> {
  let [longest, last] = [0, performance.now()];
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  await work();
  clearInterval(timer);
  return longest;
}

describe('a journal with a damaged header', () => {
  /**
   * @fault journal: the header of the last segment is damaged, or says another version
   * @effect Its records are kept, and the header is repaired.
   */
  it.each([
    ['another letter', Buffer.from('F')],
    ['zeros', Buffer.alloc(SEGMENT_START)],
    ['the digits of another version', Buffer.from('fgate\n99', 'latin1')],
  ])('keeps the records of its last segment: %s', async (_name, header) => {
    await written();
    const file = await openFile(segmentFile(1), 'r+');
    await file.write(header, 0, header.length, 0);
    await file.close();
    expect((await read(await open())).texts).toEqual(texts);
    expect(lines).toContain('the header of a segment of the journal was damaged; its records are kept');
    // The version before reads no segment whose header is wrong.
    expect((await readFile(segmentFile(1))).subarray(0, SEGMENT_START)).toEqual(SEGMENT_MAGIC);
  });

  it('keeps the records of a segment that lost its first bytes', async () => {
    await written();
    await writeFile(segmentFile(1), (await readFile(segmentFile(1))).subarray(5));
    const found = await read(await open());
    expect(found.texts).toEqual(texts.slice(1));
  });

  /**
   * @fault journal: a segment is garbage
   * @effect It is set aside as `.damaged`; health says so; recording goes on.
   */
  it('sets aside a segment that holds no record at all, and goes on under another number', async () => {
    await written();
    const garbage = randomBytes(64 * 1024);
    await writeFile(segmentFile(2), garbage);
    const journal = await open();
    expect((await read(journal)).texts).toEqual(texts);
    await journal.append(encodeFrame([recordOf(RECORDS)]));
    expect((await readdir(folder.path)).sort()).toEqual([
      '000000000001.journal',
      '000000000002.journal.damaged',
      '000000000003.journal',
    ]);
    expect(await readFile(`${segmentFile(2)}.damaged`)).toEqual(garbage);
    expect(lines).toContain('a segment of the journal holds no record; it is set aside');
    await journal.close();
    const again = await open();
    expect(again.damagedSegments).toBe(1);
    expect((await read(again)).texts).toEqual([...texts, recordOf(RECORDS)]);
  });
});

describe('a journal with garbage in it', () => {
  const garbages: readonly (readonly [string, () => Buffer])[] = [
    ['random bytes', () => randomBytes(15 * MIB)],
    ['lengths that are possible', () => Buffer.alloc(15 * MIB, Buffer.from([0, 0, 1, 0]))],
    ['text', () => Buffer.alloc(15 * MIB, 'a line of some log\n')],
    ['frames whose checksums are wrong', () => Buffer.alloc(2 * MIB, badFrame())],
  ];
  function badFrame(): Buffer {
    const frame = encodeFrame([recordOf(1)]);
    frame.writeUInt32LE(1, 4);
    return frame;
  }

  /**
   * @fault journal: megabytes of garbage inside a segment
   * @effect The records behind it are found, without keeping the answering thread.
   */
  it.each(garbages)(
    'finds the records on both sides of megabytes in slices: %s',
    async (_name, garbageOf) => {
      await written();
      const garbage = garbageOf();
      const bytes = await readFile(segmentFile(1));
      const middle = SEGMENT_START + encodeFrame([recordOf(0)]).length;
      await writeFile(
        segmentFile(1),
        Buffer.concat([bytes.subarray(0, middle), garbage, bytes.subarray(middle)]),
      );
      let found: Awaited<ReturnType<typeof read>> | undefined;
      const longest = await longestBlock(async () => {
        found = await read(await open());
      });
      expect(found?.texts).toEqual(texts);
      expect(found?.damagedBytes).toBe(garbage.length);
      expect(longest).toBeLessThan(500);
    },
  );

  /**
   * @fault journal: garbage between records
   * @effect It is kept in a second file until it is old; the records after it are read.
   */
  it('keeps what it steps over in a second file until it is old', async () => {
    const limits = { ...LIMITS, keepMs: 0, damagedMs: 60_000 };
    await written(limits);
    const garbage = randomBytes(1_000);
    await appendFile(segmentFile(1), garbage);
    const journal = await open(limits);
    const found = await read(journal);
    expect(found).toEqual({ texts, damagedBytes: garbage.length });
    await journal.append(encodeFrame([recordOf(RECORDS)]));
    await journal.advance(journal.end(), RECORDS + 1);
    await journal.sweep();
    const kept = `${segmentFile(1)}.damaged`;
    expect((await readdir(folder.path)).filter((name) => name.includes('.journal'))).toEqual([
      '000000000001.journal.damaged',
      '000000000002.journal',
    ]);
    expect((await readFile(kept)).subarray(-garbage.length)).toEqual(garbage);
    expect(journal.damagedSegments).toBe(1);
    const longAgo = (Date.now() - 120_000) / 1_000;
    await utimes(kept, longAgo, longAgo);
    await journal.sweep();
    await expect(stat(kept)).rejects.toThrow('ENOENT');
    expect(journal.damagedSegments).toBe(0);
  });
});

describe('the cursor of a journal', () => {
  const frame = encodeFrame([recordOf(0)]).length;
  const limits = { ...LIMITS, segmentBytes: 16 * 1024, maxGroupBytes: 8 * 1024, keepMs: 0 };

  /**
   * @fault journal: a cursor is damaged or implausible
   * @effect All records are offered to the database again; no segment is removed undrained.
   */
  it.each([
    ['a segment that never was', '{"segment":999,"offset":8}'],
    ['a number beyond all names', '{"segment":9007199254740991,"offset":8}'],
    ['an offset behind the end', '{"segment":1,"offset":999999999}'],
    ['a place inside a record', `{"segment":1,"offset":${String(SEGMENT_START + frame + 3)}}`],
    ['a wrong checksum', `{"segment":2,"offset":${String(SEGMENT_START)},"checksum":1}`],
    ['no JSON', 'garbage'],
    ['no cursor', '{"segment":-1}'],
    ['nothing', ''],
  ])(
    'is not believed when it says %s, and nothing is removed that was not drained',
    async (_name, cursor) => {
      await written(limits);
      const before = (await readdir(folder.path)).filter((name) => name.endsWith('.journal'));
      expect(before.length).toBeGreaterThan(3);
      await writeFile(join(folder.path, 'drained.json'), cursor);
      const journal = await open(limits);
      await journal.sweep();
      expect((await readdir(folder.path)).filter((name) => name.endsWith('.journal'))).toEqual(before);
      expect((await read(journal)).texts).toEqual(texts);
      expect(journal.backlog().records).toBe(RECORDS);
      expect(lines.join()).toContain('a cursor of the journal');
    },
  );

  it('is believed as the version before wrote it, and that version reads ours', async () => {
    await written(limits);
    await writeFile(
      join(folder.path, 'drained.json'),
      `{"segment":1,"offset":${String(SEGMENT_START + frame)}}`,
    );
    const journal = await open(limits);
    expect((await read(journal)).texts).toEqual(texts.slice(1));
    await journal.advance({ segment: 1, offset: SEGMENT_START + 2 * frame }, 1);
    const cursor: unknown = JSON.parse(await readFile(join(folder.path, 'drained.json'), 'utf8'));
    expect(cursor).toMatchObject({ segment: 1, offset: SEGMENT_START + 2 * frame });
    expect((await read(await open(limits))).texts).toEqual(texts.slice(2));
    expect(lines).toEqual([]);
  });

  it('keeps its place when every segment before it was removed', async () => {
    await written(limits);
    const journal = await open(limits);
    await journal.advance(journal.end(), RECORDS);
    await journal.sweep();
    expect((await readdir(folder.path)).filter((name) => name.endsWith('.journal'))).toEqual([]);
    const again = await open(limits);
    await again.append(encodeFrame([recordOf(RECORDS)]));
    expect((await read(again)).texts).toEqual([recordOf(RECORDS)]);
    expect(lines).toEqual([]);
  });
});

describe('a segment', () => {
  it('is closed some time after it was begun, so that it can be removed without a record to come', async () => {
    const limits = { ...LIMITS, keepMs: 0, rollMs: 0 };
    const journal = await open(limits);
    await journal.append(encodeFrame([recordOf(0)]));
    await journal.sweep();
    expect(await readdir(folder.path)).toContain('000000000001.journal');
    await journal.advance(journal.end(), 1);
    await journal.sweep();
    expect((await readdir(folder.path)).filter((name) => name.endsWith('.journal'))).toEqual([]);
    await journal.append(encodeFrame([recordOf(1)]));
    expect((await read(journal)).texts).toEqual([recordOf(1)]);
  });

  /**
   * @fault journal: the file of a segment is removed
   * @effect It is logged, and the other segments are drained.
   */
  it('whose file is gone is reported, and the others are read', async () => {
    const limits = { ...LIMITS, segmentBytes: 16 * 1024, maxGroupBytes: 8 * 1024 };
    await written(limits);
    const journal = await open(limits);
    const second = await readFile(segmentFile(2));
    await rm(segmentFile(2));
    const found = await read(journal);
    expect(second.length).toBeGreaterThan(1_000);
    expect(found.texts.length).toBeLessThan(RECORDS);
    expect(found.texts.at(-1)).toBe(texts.at(-1));
    expect(lines).toContain('a segment of the journal is gone');
  });

  /**
   * @fault privacy: another user of the machine looks at the journal
   * @effect Files are 0600 and folders 0700.
   */
  it('and what holds it is for their owner alone', async () => {
    const journal = await open();
    await journal.append(encodeFrame([recordOf(0)]));
    await journal.advance(journal.end(), 1);
    for (const name of await readdir(folder.path)) {
      expect((await stat(join(folder.path, name))).mode & 0o777).toBe(0o600);
    }
  });
});
