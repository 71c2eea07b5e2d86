import { pino } from 'pino';
import { SystemClock } from '../../src/runtime/system-clock.js';

/** Log and clock of the adapters, in tests. `LOG_LEVEL` shows their log. */
export const quiet = {
  log: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
  clock: new SystemClock(),
};
