import { QueryFailedError } from 'typeorm';
import { errorCode } from '../../../runtime/error-code.js';

/** The SQLSTATE code of an error of PostgreSQL; `null` for any other error. */
export function sqlStateOf(error: unknown): string | null {
  const code = errorCode(error);
  // No class of SQLSTATE begins with E; EPIPE has five characters too.
  return code !== null && /^(?!E)[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** Whether our own code failed, before a statement was sent. */
export function isProgrammingError(error: unknown): boolean {
  const cause = error instanceof QueryFailedError ? error.driverError : error;
  return cause instanceof TypeError || cause instanceof RangeError || cause instanceof SyntaxError;
}

/**
 * Whether the rows themselves were refused, so that trying again is of no use: data exceptions, broken constraints, limits of
 * size, or rows that could not even be sent. All other errors (no connection, no space, no table, no permission, shutting down) are
 * the database's, and pass.
 */
export function isPermanentError(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state === null) return isProgrammingError(error);
  return ['22', '23', '54'].includes(state.slice(0, 2)) && !lacksPartition(error);
}

/** SQLSTATE codes of one table that refuses its rows, while others may take theirs. */
const tableFaults: ReadonlySet<string> = new Set([
  '42501', // no permission
  '42703', // no such column
  '42P01', // no such table
  '55P03', // locked
  '57014', // too slow, as when locked
  '58P01', // a file is missing
  'XX001', // corrupt data
  'XX002', // corrupt index
]);

export function isTableFault(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state !== null && (tableFaults.has(state) || lacksPartition(error));
}

/**
 * Whether there was no partition for the row: none for its day and no default one, or the one for its day was attached meanwhile.
 * PostgreSQL says that a constraint was broken, but none that has a name.
 */
function lacksPartition(error: unknown): boolean {
  return sqlStateOf(error) === '23514' && constraintOf(error) === null;
}

/** The name of the constraint that a row broke; `null` when the error names none. */
export function constraintOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('constraint' in error)) return null;
  return typeof error.constraint === 'string' ? error.constraint : null;
}

/** Class 57 but for cancelled statements: the server or the connection was shut down; class 08: the connection failed. */
export function isShutdown(error: unknown): boolean {
  const state = sqlStateOf(error) ?? '';
  return (state.startsWith('57') && state !== '57014') || state.startsWith('08');
}
