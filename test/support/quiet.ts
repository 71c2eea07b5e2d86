import { pino } from 'pino';
import { ReceiptClock } from '../../src/runtime/receipt-clock.js';

/** Log and clock of the adapters, in tests. `LOG_LEVEL` shows their log. */
export const quiet = {
  log: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
  clock: new ReceiptClock(),
};
