import { z } from 'zod';
import type { ListEntry } from '../../../moderation/lists/list-entry.js';
import { pointer, type Problem } from '../../../moderation/model/problem.js';
import { forms, type Form } from '../../../moderation/text/terms/form.js';
import type { ColumnName } from './list-columns.js';
import type { Row } from './list-rows.js';

const daySchema = z.iso.date();
const expirySchema = z.union([daySchema, z.iso.datetime({ offset: true })]);

/** The entry that a row is; what is wrong with it is added to the problems. */
export function entryOf({ line, cells }: Row, header: readonly string[], problems: Problem[]): ListEntry {
  const cell = (column: ColumnName) => cells[header.indexOf(column)] ?? '';
  if (cells.length > header.length && cells.slice(header.length).some((each) => each !== '')) {
    const message = `the line has ${String(cells.length)} cells, and the header names ${String(header.length)}`;
    problems.push({ at: pointer('line', line), message, hint: 'put a cell that holds a comma into quotes' });
  }
  const expires = cell('expires');
  const expiresAt = expires === '' ? null : parseExpiry(expires);
  if (Number.isNaN(expiresAt)) problems.push(problemOfExpiry(line, expires));
  const form = formOf(cell('form'));
  if (form === null) {
    const message = `no form is called "${cell('form')}"`;
    problems.push({ at: pointer('line', line, 'form'), message, hint: `forms are ${forms.join(', ')}` });
  }
  return {
    value: cell('value'),
    reason: cell('reason') || null,
    author: cell('author') || null,
    expiresAt: Number.isNaN(expiresAt) ? null : expiresAt,
    ...(form === null || form === undefined ? {} : { form }),
    ...(cell('means') === '' ? {} : { means: cell('means') }),
  };
}

/** Whether an expiry is a day without a time. */
export function isDay(expires: string): boolean {
  return daySchema.safeParse(expires).success;
}

function problemOfExpiry(line: number, expires: string): Problem {
  const isDuration = /^\d+\s*(?:s|m|h|d|w|min|hours?|days?|weeks?)$/iu.test(expires);
  return {
    at: pointer('line', line, 'expires'),
    message: isDuration
      ? `"${expires}" is a duration, and a file does not say from when it runs`
      : `"${expires}" is no date`,
    hint: 'write 2027-01-31, or 2027-01-31T18:00:00Z with a time and zone',
  };
}

/** `undefined` where none is given, `null` for what is none. */
function formOf(text: string): Form | null | undefined {
  if (text === '') return undefined;
  return forms.find((form) => form === text.toLowerCase()) ?? null;
}

/** Milliseconds since the epoch; a day begins in UTC. `NaN` for what is neither a day nor a moment. */
function parseExpiry(text: string): number {
  return expirySchema.safeParse(text).success ? Date.parse(text) : Number.NaN;
}
