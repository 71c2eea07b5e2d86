import type { LoggerService } from '@nestjs/common';
import { pino, type LevelWithSilent, type Logger } from 'pino';

/** JSON lines on standard output. */
export function openLog(level: LevelWithSilent): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/** Nest's own messages, in the service's log. Its messages about routes and modules are at level debug. */
export function nestLog(log: Logger): LoggerService {
  const at =
    (level: 'debug' | 'warn' | 'error' | 'fatal') =>
    (message: unknown, ...rest: unknown[]): void =>
      message instanceof Error
        ? log[level]({ err: message }, message.message)
        : log[level]({ context: rest.at(-1) }, String(message));
  return {
    log: at('debug'),
    debug: at('debug'),
    verbose: at('debug'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
  };
}
