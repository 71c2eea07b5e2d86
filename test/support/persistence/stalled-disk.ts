import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** The calls by which the journal writes. */
const CALLS = 'pwrite64,fdatasync';

/** Why no disk can be stalled here; `null` when one can. */
export function whyNotStalled(): string | null {
  if (process.platform !== 'linux') return 'strace is for Linux';
  const traced = spawnSync('strace', ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=none', 'true']);
  if (traced.error !== undefined) return 'strace is not installed';
  return traced.status === 0 ? null : `ptrace is refused: ${traced.stderr.toString().trim()}`;
}

/** A disk on which each write of one process takes longer, from now on until `end`. */
export class StalledDisk {
  private constructor(private readonly strace: ChildProcess) {}

  /** @param delayMs what each write takes longer */
  static async of(pid: number, delayMs: number): Promise<StalledDisk> {
    const inject = `inject=${CALLS}:delay_enter=${String(delayMs * 1_000)}`;
    const strace = spawn(
      'strace',
      ['-f', '-o', '/dev/null', '-e', `trace=${CALLS}`, '-e', inject, '-p', String(pid)],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    // Read to its end: strace would die of a closed pipe.
    await new Promise<void>((resolve, reject) => {
      let said = '';
      strace.stderr.on('data', (bytes) => {
        said += String(bytes);
        if (said.includes('attached')) resolve();
      });
      strace.once('exit', () => reject(new Error(`strace did not attach: ${said}`)));
    });
    return new StalledDisk(strace);
  }

  async end(): Promise<void> {
    if (this.strace.exitCode !== null || this.strace.signalCode !== null) return;
    const ended = once(this.strace, 'exit');
    this.strace.kill('SIGKILL');
    await ended;
  }
}
