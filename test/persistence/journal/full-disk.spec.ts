import { execFileSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { JournalReader } from '../../../src/persistence/journal/segments/journal-reader.js';
import { Journal } from '../../../src/persistence/journal/journal.js';
import { JournalDecisionLog } from '../../../src/persistence/journal/journal-decision-log.js';
import { recordedResponses } from '../../../src/persistence/journal/recorded-responses.js';
import { quiet } from '../../support/quiet.js';
import { aDecision, aDeletion } from '../../support/persistence/records.js';
import { aFolder } from '../../support/temporary-folder.js';

/** Whether a small file system can be mounted here: only root may. */
function canMount(): boolean {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return false;
  try {
    execFileSync('unshare', ['-m', 'true']);
    return true;
  } catch {
    return false;
  }
}

const mounts = canMount();
if (!mounts)
  process.stderr.write(
    'full-disk.spec.ts is skipped: a small file system can be mounted by root on Linux only\n',
  );

(mounts ? describe : describe.skip)('a full disk', () => {
  let folder: Awaited<ReturnType<typeof aFolder>>;
  let journal: Journal;
  let log: JournalDecisionLog;

  beforeEach(async () => {
    folder = await aFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder.path]);
    journal = await Journal.open(join(folder.path, 'journal'), quiet);
    log = new JournalDecisionLog(journal, quiet.log, 'test', { maxOverflowBytes: 64 * 1024 });
  });
  afterEach(async () => {
    await log.close();
    execFileSync('umount', ['--lazy', folder.path]);
    await folder.remove();
  });

  const ballast = () => join(folder.path, 'ballast');
  const fill = () => writeFile(ballast(), Buffer.alloc(2 * 1024 ** 2)).catch(() => {});

  async function idsOnDisk(): Promise<string[]> {
    const found: string[] = [];
    for await (const { id } of recordedResponses(journal, 0)) found.push(id);
    return found;
  }

  /**
   * @fault disk: the disk is full
   * @effect Answers go on; decisions wait in memory; deletions are answered FAIL.
   */
  it('keeps decisions in memory, refuses deletions, and writes the decisions down when there is room again', async () => {
    const before = aDecision();
    expect(await log.recordDecision(before)).toBe('durable');
    await fill();
    // The rest of the last page may still take a few.
    const filler: string[] = [];
    for (let kept = 'durable'; kept === 'durable';) {
      const decision = aDecision();
      kept = await log.recordDecision(decision);
      filler.push(decision.callback.id);
    }
    const during = Array.from({ length: 5 }, () => aDecision());
    for (const decision of during) expect(await log.recordDecision(decision)).toBe('in-memory');
    // More than may be left of the last page.
    const pairs = Array.from({ length: 200 }, (_, i) => ({
      fromAccount: 'blocker',
      toAccount: `blocked ${i}`,
    }));
    await expect(log.recordDeletion(aDeletion({ pairs }), null)).rejects.toThrow('ENOSPC');
    expect(journal.full).toBe(true);
    expect(log.unrecorded).toBe(6);

    await rm(ballast());
    const after = aDeletion();
    await log.recordDeletion(after, null);
    expect(journal.full).toBe(false);
    while (log.unrecorded > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const ids = [before, ...during].map(({ callback }) => callback.id);
    expect((await idsOnDisk()).sort()).toEqual([...ids, ...filler, after.id].sort());
  });

  /**
   * @fault disk: the disk ends in the middle of a record
   * @effect The journal holds whole records only.
   */
  it('leaves whole records only, wherever the disk ended', async () => {
    const durable: string[] = [];
    for (let refused = 0; refused < 20;) {
      const decision = aDecision();
      if ((await log.recordDecision(decision)) === 'durable') durable.push(decision.callback.id);
      else refused += 1;
    }
    const reader = new JournalReader(journal.directory);
    const chunk = await journal.read(reader, journal.cursor, { bytes: 2 * 1024 ** 2, records: 1_000_000 });
    expect(chunk?.damagedBytes).toBe(0);
    expect(chunk?.payloads).toHaveLength(durable.length);
    await reader.close();
  });

  /**
   * @fault disk: the disk is full, and the memory for decisions too
   * @effect The oldest decisions are lost, and counted as unrecorded.
   */
  it('counts decisions for which memory has no room either', async () => {
    await fill();
    let refused = 0;
    while (refused < 200) if ((await log.recordDecision(aDecision())) === 'in-memory') refused += 1;
    expect(log.unrecorded).toBe(200);
    await rm(ballast());
    let last = 0;
    while (last !== log.unrecorded || log.unrecorded === 200) {
      last = log.unrecorded;
      await new Promise((resolve) => setTimeout(resolve, 700));
    }
    expect(log.unrecorded).toBeGreaterThan(0);
    expect(log.unrecorded + (await idsOnDisk()).length).toBeGreaterThanOrEqual(200);
  });
});
