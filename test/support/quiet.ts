import { pino } from 'pino';
import { SystemClock } from '../../src/runtime/system-clock.js';

/** What the adapters need from outside, in tests. `LOG_LEVEL` makes them talk. */
export const quiet = {
  log: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
  clock: new SystemClock(),
};
