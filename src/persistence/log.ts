import type { Logger } from 'pino';

/** Where the adapters say what happened. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
