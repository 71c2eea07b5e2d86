import { QueryFailedError } from 'typeorm';
import { errorCode } from '../../../runtime/error-code.js';

/** The five characters by which PostgreSQL names an error; `null` when it was not PostgreSQL that complained. */
export function sqlStateOf(error: unknown): string | null {
  const code = errorCode(error);
  // No class of SQL errors begins with E; EPIPE has five characters, too.
  return code !== null && /^(?!E)[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** Whether it was our own code that failed, before anything was sent. */
export function isProgrammingError(error: unknown): boolean {
  const cause = error instanceof QueryFailedError ? error.driverError : error;
  return cause instanceof TypeError || cause instanceof RangeError || cause instanceof SyntaxError;
}

/**
 * Whether the rows themselves were refused, so that trying again is of no use: data exceptions, broken constraints, limits of
 * size, or rows that could not even be sent. Everything else (no connection, no space, no table, no permission, shutting down) is the database's, and passes.
 */
export function isPermanentError(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state === null) return isProgrammingError(error);
  return ['22', '23', '54'].includes(state.slice(0, 2));
}
