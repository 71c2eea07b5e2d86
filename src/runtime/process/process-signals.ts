import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.js';
import type { Lifecycle } from './lifecycle.js';

/** The time for closing beyond DRAIN_MS, in milliseconds; then the process ends all the same. */
const CLOSE_WITHIN_MS = 20_000;

/** How long log lines have to leave the process, in milliseconds. */
const LAST_LINES_MS = 50;

/** The part of the service that a signal stops. */
export interface StoppableService {
  readonly lifecycle: Lifecycle;
  close(): Promise<void>;
}

/**
 * Stops the service on SIGTERM and SIGINT: not ready at once, `drainMs` longer serving, then what is in flight is answered and
 * the inside is closed. A Ctrl-C skips the wait, since no load balancer is there to notice. Further signals change nothing:
 * npm and a terminal send theirs twice, and a flush must not be cut short.
 */
export function stopOnSignals(service: StoppableService, drainMs: number, log: Log): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) return;
    stopping = true;
    const wait = signal === 'SIGINT' ? 0 : drainMs;
    log.info({ signal, drainMs: wait }, 'stopping');
    const limit = setTimeout(() => {
      log.error({}, 'the service did not close in time; the journal is read again at the next start');
      setTimeout(() => process.exit(1), LAST_LINES_MS);
    }, wait + CLOSE_WITHIN_MS);
    service.lifecycle.stop();
    await sleep(wait);
    await service.close();
    clearTimeout(limit);
    log.info({}, 'stopped');
    await sleep(LAST_LINES_MS);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop(signal).catch((error: unknown) => {
        log.error({ err: error }, 'closing failed; the journal is read again at the next start');
        setTimeout(() => process.exit(1), LAST_LINES_MS);
      });
    });
  }
}

/**
 * Keeps the process alive after an uncaught error: while the process is away everything passes unjudged. Stored data is safe by
 * itself: the journal is append-only with checksums, and every callback has its own answer for its own failure.
 */
export function logUncaughtErrors(log: Log): void {
  process.on('uncaughtException', (error) => log.error({ err: error }, 'an uncaught error'));
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'an unhandled rejection'));
}
