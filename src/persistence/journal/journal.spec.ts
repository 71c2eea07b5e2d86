import { appendFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { quiet } from '../../../test/support/quiet.js';
import { aFolder } from '../../../test/support/temporary-folder.js';
import { encodeFrame } from './segments/frame.js';
import { JournalReader } from './segments/journal-reader.js';
import { Journal, LIMITS } from './journal.js';
import { SEGMENT_START } from './segments/segment.js';

const everything = { bytes: 64 * 1024, records: 1_000 };

let folder: Awaited<ReturnType<typeof aFolder>>;
let journals: Journal[] = [];
beforeEach(async () => {
  folder = await aFolder();
});
afterEach(async () => {
  for (const journal of journals) await journal.close();
  journals = [];
  await folder.remove();
});

async function open(limits = LIMITS): Promise<Journal> {
  const journal = await Journal.open(folder.path, { ...quiet, limits });
  journals.push(journal);
  return journal;
}

const segmentFiles = async () =>
  (await readdir(folder.path)).filter((name) => name.endsWith('.journal')).sort();

/** All texts behind the cursor. */
async function texts(journal: Journal): Promise<string[]> {
  const reader = new JournalReader(folder.path);
  const found: string[] = [];
  let at = journal.cursor;
  for (
    let chunk = await journal.read(reader, at, everything);
    chunk !== null;
    chunk = await journal.read(reader, at, everything)
  ) {
    found.push(...chunk.payloads.map(String));
    at = chunk.nextPosition;
  }
  await reader.close();
  return found;
}

async function append(journal: Journal, ...payloads: readonly string[]): Promise<void> {
  await Promise.all(payloads.map((payload) => journal.append(encodeFrame([payload]))));
}

describe('the journal', () => {
  it('holds appended records in their order, also after it was opened again', async () => {
    const journal = await open();
    await append(journal, 'one', 'two');
    await append(journal, 'three');
    expect(await texts(journal)).toEqual(['one', 'two', 'three']);
    await journal.close();
    const again = await open();
    expect(await texts(again)).toEqual(['one', 'two', 'three']);
    expect(again.backlog().records).toBe(3);
  });

  /**
   * @fault journal: a half-written record at the end
   * @effect The tail is cut off, and everything before it stays.
   */
  it('cuts off a half-written tail, whatever its length', async () => {
    const whole = encodeFrame(['torn']);
    for (const length of [1, 7, 8, whole.length - 1]) {
      const journal = await open();
      await append(journal, 'kept');
      await journal.close();
      const file = join(folder.path, (await segmentFiles()).at(-1) ?? '');
      await appendFile(file, whole.subarray(0, length));
      const again = await open();
      expect((await texts(again)).at(-1)).toBe('kept');
      expect((await readFile(file)).includes('torn'.slice(0, length - 8) || 'torn')).toBe(false);
      await again.close();
    }
  });

  /**
   * @fault journal: a segment without its first bytes
   * @effect The start continues with the next segment.
   */
  it('opens a segment whose header was not written', async () => {
    await writeFile(join(folder.path, '000000000007.journal'), 'fga');
    const journal = await open();
    await append(journal, 'one');
    expect(await texts(journal)).toEqual(['one']);
  });

  /**
   * @fault journal: bits of a record change on the disk
   * @effect The record is skipped and its bytes are counted; the others are read.
   */
  it('skips a record that has changed on the disk, and counts its bytes', async () => {
    const journal = await open();
    await append(journal, 'one', 'two', 'three');
    await journal.close();
    const file = join(folder.path, (await segmentFiles())[0] ?? '');
    const bytes = await readFile(file);
    bytes.write('TWO', SEGMENT_START + encodeFrame(['one']).length + 8);
    await writeFile(file, bytes);
    // Only the last segment's tail is checked when the journal is opened.
    await writeFile(join(folder.path, '000000000002.journal'), bytes.subarray(0, SEGMENT_START));
    const again = await open();
    const reader = new JournalReader(folder.path);
    const chunk = await again.read(reader, again.cursor, everything);
    expect(chunk?.payloads.map(String)).toEqual(['one', 'three']);
    expect(chunk?.damagedBytes).toBe(encodeFrame(['two']).length);
    await reader.close();
  });

  it('finds the next record when the length of one has changed, also after a crash', async () => {
    const journal = await open();
    await append(journal, 'one', 'two', 'three', 'four');
    await journal.close();
    const file = join(folder.path, (await segmentFiles())[0] ?? '');
    const bytes = await readFile(file);
    for (const length of [0, 5, 12, 2 ** 31]) {
      bytes.writeUInt32LE(length, SEGMENT_START + encodeFrame(['one']).length);
      await writeFile(file, bytes);
      const again = await open();
      expect(await texts(again)).toEqual(['one', 'three', 'four']);
      await again.advance(again.end(), 3);
      expect(again.backlog()).toEqual({ records: 0, bytes: 0 });
      await again.close();
      await rm(join(folder.path, 'drained.json'));
    }
  });

  it('lets appends that come during a write share the next one', async () => {
    const journal = await open();
    let syncs = 0;
    journal.onDurable = () => {
      syncs += 1;
    };
    await append(journal, ...Array.from({ length: 500 }, (_, index) => `record ${index}`));
    expect(syncs).toBeLessThanOrEqual(2);
    expect(await texts(journal)).toHaveLength(500);
  });

  it('begins a new segment when one is full, and removes it once drained and old', async () => {
    const journal = await open({ ...LIMITS, segmentBytes: 256, maxGroupBytes: 64, keepMs: 0 });
    for (let index = 0; index < 20; index += 1) await append(journal, `record ${index} ${'x'.repeat(40)}`);
    expect((await segmentFiles()).length).toBeGreaterThan(3);
    expect(await texts(journal)).toHaveLength(20);
    await journal.sweep();
    expect(await texts(journal)).toHaveLength(20);
    await journal.advance(journal.end(), 20);
    await journal.sweep();
    expect(await segmentFiles()).toHaveLength(1);
    expect(journal.backlog()).toEqual({ records: 0, bytes: 0 });
  });

  it('keeps a drained segment while copies of its packets may come', async () => {
    const journal = await open({ ...LIMITS, segmentBytes: 64 });
    await append(journal, 'x'.repeat(60));
    await append(journal, 'y'.repeat(60));
    await journal.advance(journal.end(), 2);
    await journal.sweep();
    expect(await segmentFiles()).toHaveLength(2);
  });

  /**
   * @fault journal: `drained.json` is lost
   * @effect All records are offered again; the database leaves those that it has.
   */
  it('continues at its cursor, and at the start without one', async () => {
    const journal = await open();
    await append(journal, 'one');
    await journal.advance(journal.end(), 1);
    await append(journal, 'two');
    await journal.close();
    expect(await texts(await open())).toEqual(['two']);
    await truncate(join(folder.path, 'drained.json'), 3);
    expect(await texts(await open())).toEqual(['one', 'two']);
  });

  it('takes a record that is larger than a segment', async () => {
    const journal = await open({ ...LIMITS, segmentBytes: 1_000, maxGroupBytes: 500 });
    await append(journal, 'small', 'x'.repeat(200_000), 'small');
    expect((await texts(journal)).map((text) => text.length)).toEqual([5, 200_000, 5]);
  });

  it('refuses records after it was closed', async () => {
    const journal = await open();
    await journal.close();
    await expect(append(journal, 'late')).rejects.toThrow('closed');
  });
});
