import type { Log } from '../runtime/log.js';
import type { TokenFiles } from './token-files.js';

/** How often the files are read, in milliseconds: orchestrators replace mounted secrets without a signal. */
const POLL_MS = 10_000;

/** Reads the tokens in files again on SIGHUP and every ten seconds. Without such files SIGHUP ends the process, as it does by default. */
export class TokenReloader {
  private problems = '';

  constructor(
    private readonly files: TokenFiles,
    private readonly log: Log,
  ) {}

  start(): void {
    if (!this.files.isUsed) return;
    process.on('SIGHUP', () => {
      this.log.info({}, 'reading the callback tokens again');
      this.reload();
    });
    setInterval(() => this.reload(), POLL_MS).unref();
  }

  private reload(): void {
    const { changed, problems } = this.files.reload();
    if (changed.length > 0) this.log.info({ apps: changed }, 'callback tokens changed');
    const told = problems.join('; ');
    if (told !== this.problems && told !== '') {
      this.log.error({ problems }, 'callback tokens cannot be read again; those from before stay in force');
    }
    this.problems = told;
  }
}
