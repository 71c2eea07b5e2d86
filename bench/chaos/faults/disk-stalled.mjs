import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const DELAY_MICROS = 3_000_000;

/** The journal is written with O_DSYNC, so that its writes wait for the disk as syncs do. */
const CALLS = 'fdatasync,fsync,pwrite64,pwritev';

/** Every write that the disk must confirm takes three seconds, by delays that strace injects. */
export const diskStalled = {
  name: 'disk-stalled',
  hits: 'one',
  seenWithinMs: 4_500,
  impossible: () =>
    spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0 ? null : 'strace may not trace here',
  async inflict({ service }) {
    const inject = `inject=${CALLS}:delay_enter=${DELAY_MICROS}`;
    const args = [
      '-f',
      '-qq',
      '-o',
      '/dev/null',
      '-e',
      `trace=${CALLS}`,
      '-e',
      inject,
      '-p',
      `${service.pid}`,
    ];
    const tracer = spawn('strace', args, { stdio: 'ignore' });
    return async () => {
      const ended = once(tracer, 'exit');
      tracer.kill('SIGINT');
      await ended;
    };
  },
};
