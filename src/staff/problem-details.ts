import { STATUS_CODES } from 'node:http';
import type { ErrorFormat } from '../http/error-format.js';

/** The kinds of problem, by HTTP status. Each has a page that says what to do. */
const kinds: ReadonlyMap<number, string> = new Map([
  [400, 'invalid'],
  [401, 'signed-out'],
  [403, 'not-allowed'],
  [404, 'unknown'],
  [405, 'unknown'],
  [409, 'conflict'],
  [412, 'stale'],
  [413, 'too-large'],
  [422, 'unusable'],
  [428, 'precondition-missing'],
  [429, 'too-many'],
  [501, 'not-yet'],
  [503, 'away'],
]);

/** Errors of the staff's side: problem details, RFC 9457. */
export const problemDetails: ErrorFormat = {
  contentType: 'application/problem+json; charset=utf-8',
  bodyOf: (status, detail) =>
    JSON.stringify({
      type: `/problems/${kinds.get(status) ?? (status >= 500 ? 'failed' : 'invalid')}`,
      title: STATUS_CODES[status] ?? 'Error',
      status,
      detail,
    }),
};
