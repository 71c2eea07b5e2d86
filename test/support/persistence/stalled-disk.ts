import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** The calls by which the journal writes. */
const CALLS = 'pwrite64,fdatasync';

/** Why no disk can be stalled here; `null` when one can. */
export function whyNotStalled(): string | null {
  if (process.platform !== 'linux') return 'strace is for Linux';
  if (spawnSync('strace', ['-V']).error !== undefined) return 'strace is not installed';
  // Attaches to a process that is not its own child, as the test does; `timeout` ends it, with 124, when that works.
  const attached = spawnSync('sh', [
    '-c',
    'sleep 3 >/dev/null 2>&1 & timeout 1 strace -qq -o /dev/null -p $!',
  ]);
  return attached.status === 124 ? null : `ptrace is refused: ${attached.stderr.toString().trim()}`;
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
