import { describeError } from '../../runtime/describe-error.js';
import type { Log } from '../../runtime/log.js';
import { withTimeout } from '../../runtime/timeout.js';
import type { Journal } from '../journal/journal.js';
import type { DataDirLock, DataDirProblem } from './data-dir-lock.js';

const CHECK_MS = 1_000;
const TIMEOUT_MS = 5_000;

/** Looks every second whether the data folder is still there and still ours. The journal writes nothing into another one. */
export class DataDirWatch {
  private readonly timer: NodeJS.Timeout;
  private checking = false;
  private current: DataDirProblem | null = null;

  constructor(
    private readonly lock: DataDirLock,
    private readonly journal: Pick<Journal, 'refuse' | 'checkFile'>,
    private readonly log: Log,
  ) {
    this.timer = setInterval(() => void this.check(), CHECK_MS).unref();
  }

  /** The trouble with the folder; `null` when there is none. */
  get problem(): string | null {
    return this.current?.reason ?? null;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async check(): Promise<void> {
    if (this.checking) return;
    this.checking = true;
    const late = { reason: 'the data folder does not answer', isUsable: true };
    this.note(await withTimeout(this.lookAt(), TIMEOUT_MS, () => late));
    this.checking = false;
  }

  private async lookAt(): Promise<DataDirProblem | null> {
    try {
      const problem = await this.lock.check();
      if (problem === null) await this.journal.checkFile();
      return problem;
    } catch (error) {
      return { reason: `the data folder cannot be read: ${describeError(error)}`, isUsable: true };
    }
  }

  private note(problem: DataDirProblem | null): void {
    const before = this.current?.reason ?? null;
    this.current = problem;
    this.journal.refuse(problem === null || problem.isUsable ? null : problem.reason);
    if (problem !== null && problem.reason !== before) {
      this.log.error(
        { directory: this.lock.directory, reason: problem.reason },
        'the data folder is in trouble',
      );
    }
    if (problem === null && before !== null) {
      this.log.info({ directory: this.lock.directory }, 'the data folder is back');
    }
  }
}
