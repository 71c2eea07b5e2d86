import { link, stat } from 'node:fs/promises';
import { describeError } from '../../../runtime/describe-error.js';
import { errorCode } from '../../../runtime/error-code.js';
import type { Log } from '../../../runtime/log.js';
import { removeFile } from '../../data-dir/remove-file.js';
import { damagedPath, segmentPath } from './segment-file.js';

/** Segments that hold damaged bytes, set aside for people to look at: a second name keeps the file when the segment is removed. */
export class DamagedSegments {
  private readonly numbers: Set<number>;

  constructor(
    private readonly directory: string,
    numbers: readonly number[],
    private readonly log: Log,
  ) {
    this.numbers = new Set(numbers);
  }

  get count(): number {
    return this.numbers.size;
  }

  /** Never rejects. */
  async keep(number: number): Promise<void> {
    if (this.numbers.has(number)) return;
    this.numbers.add(number);
    const to = damagedPath(this.directory, number);
    try {
      await link(segmentPath(this.directory, number), to);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return;
      this.log.warn({ file: to, reason: describeError(error) }, 'a damaged segment could not be set aside');
    }
  }

  /** Forgets files that are gone, and removes those last written before a moment (milliseconds since the epoch). */
  async sweep(before: number): Promise<void> {
    for (const number of this.numbers) {
      const path = damagedPath(this.directory, number);
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: -Infinity }));
      if (mtimeMs >= before) continue;
      await removeFile(path);
      this.numbers.delete(number);
    }
  }
}
