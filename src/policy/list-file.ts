import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { MAX_PROBLEMS, problemsOfList } from '../moderation/lists/list-problems.js';
import type { ListEntry, ListKind, ListSource } from '../moderation/lists.js';
import { forms, type Form } from '../moderation/text/forms/form.js';
import { pointer, type Problem } from '../moderation/problem.js';
import { eachSliced, type Sliced } from '../moderation/slices.js';

const columns = ['value', 'form', 'means', 'reason', 'author', 'expires'] as const;
type Column = (typeof columns)[number];

/** Other names that columns go by. */
const alsoCalled = new Map([
  ['term', 'value'],
  ['note', 'reason'],
]);

/** The cells of a row, and the number of the line on which it ends. */
interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** What a list's file says; or what is wrong with it, with pointers like `/line/3/value`. */
export type ListFile = { readonly list: ListSource } | { readonly problems: readonly Problem[] };

/**
 * Reads the text of a list's file: CSV whose header names `value` (or `term`) and any of `form`, `means`, `reason` (or `note`),
 * `author`, `expires`; without that header, one value a line.
 */
export function* parsingListFile(text: string, name: string, kind: ListKind): Sliced<ListFile> {
  const plain = text.replace(/^\ufeff/u, '');
  const [first = ''] = plain.split(/\r?\n/u, 1);
  const otherwiseParted = /^"?(?:value|term)"?[;\t]/iu.test(first);
  if (otherwiseParted) {
    return {
      problems: [
        { at: '/line/1', message: 'the columns are not parted by commas', hint: 'export as CSV with commas' },
      ],
    };
  }
  if (!/(?:^|,)\s*"?(?:value|term)"?\s*(?:,|$)/iu.test(first))
    return yield* entriesOf(valuesByLine(plain), ['value'], name, kind);
  const rows = yield* rowsOf(plain);
  if ('problems' in rows) return rows;
  const header = (rows.rows[0]?.cells ?? []).map(columnOf);
  const problems = problemsOfHeader(header);
  return problems.length > 0 ? { problems } : yield* entriesOf(rows.rows.slice(1), header, name, kind);
}

function valuesByLine(text: string): readonly Row[] {
  return text
    .split(/\r\n|\r|\n/u)
    .map((line, at) => ({ line: at + 1, cells: [line.trim()] }))
    .filter(({ cells }) => cells[0] !== '');
}

/** Lines that are parsed without a pause. */
const LINES_AT_ONCE = 250;

function* rowsOf(
  text: string,
): Sliced<{ readonly rows: readonly Row[] } | { readonly problems: readonly Problem[] }> {
  const rows: Row[] = [];
  for (const { before, part } of partsOf(text)) {
    const problem = readRows(part, before, rows);
    if (problem !== null) return { problems: [problem] };
    yield;
  }
  return { rows };
}

/** A text in parts that end where a line does and no quoted cell is open, with the number of lines before each. */
function* partsOf(text: string): Iterable<{ readonly before: number; readonly part: string }> {
  let [begin, before, lines, quotes] = [0, 0, 0, 0];
  let quote = text.indexOf('"');
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
    lines += 1;
    for (; quote >= 0 && quote < end; quote = text.indexOf('"', quote + 1)) quotes += 1;
    if (lines - before < LINES_AT_ONCE || quotes % 2 === 1) continue;
    yield { before, part: text.slice(begin, end + 1) };
    [begin, before] = [end + 1, lines];
  }
  if (begin < text.length) yield { before, part: text.slice(begin) };
}

/** Adds the rows of a part; gives what is wrong with it. */
function readRows(part: string, before: number, rows: Row[]): Problem | null {
  try {
    parse(part, {
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      on_record(cells, { lines }) {
        rows.push({ line: before + lines, cells });
        return null;
      },
    });
    return null;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const at = typeof error['lines'] === 'number' ? pointer('line', before + error['lines']) : '';
    return { at, message: `the file is not CSV: ${error.message}`, hint: 'write " within quotes twice: ""' };
  }
}

function columnOf(cell: string): string {
  const name = cell.toLowerCase();
  return alsoCalled.get(name) ?? name;
}

function problemsOfHeader(header: readonly string[]): Problem[] {
  const known: readonly string[] = columns;
  return header
    .filter((cell, at) => !known.includes(cell) || header.indexOf(cell) !== at)
    .map((cell) => ({
      at: '/line/1',
      message: known.includes(cell) ? `the column "${cell}" stands twice` : `no column is called "${cell}"`,
      hint: `columns are ${columns.join(', ')}`,
    }));
}

function* entriesOf(
  rows: readonly Row[],
  header: readonly string[],
  name: string,
  kind: ListKind,
): Sliced<ListFile> {
  const problems: Problem[] = [];
  const entries = yield* eachSliced(rows, LINES_AT_ONCE, (row) => entryOf(row, header, problems));
  const list = { name, kind, entries };
  const line = (place: number) => rows[place]?.line ?? 0;
  const found = yield* problemsOfList(list, (place) => `line ${String(line(place))}`);
  const ofEntries = found.map((problem) => {
    const [, , place, field] = problem.at.split('/');
    return { ...problem, at: place === undefined ? '' : pointer('line', line(Number(place)), field ?? '') };
  });
  const all = [...problems, ...ofEntries].slice(0, MAX_PROBLEMS);
  return all.length > 0 ? { problems: all } : { list };
}

function entryOf({ line, cells }: Row, header: readonly string[], problems: Problem[]): ListEntry {
  const cell = (column: Column) => cells[header.indexOf(column)] ?? '';
  if (cells.length > header.length) {
    const message = `the line has ${String(cells.length)} cells, and the header names ${String(header.length)}`;
    problems.push({ at: pointer('line', line), message, hint: 'put a cell that holds a comma into quotes' });
  }
  const expires = cell('expires');
  const expiresAt = expires === '' ? null : timeOf(expires);
  if (Number.isNaN(expiresAt)) {
    problems.push({
      at: pointer('line', line, 'expires'),
      message: `"${expires}" is no date`,
      hint: 'write 2027-01-31, or 2027-01-31T18:00:00Z with a time and zone',
    });
  }
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

/** `undefined` where none is given, `null` for what is none. */
function formOf(text: string): Form | null | undefined {
  if (text === '') return undefined;
  return forms.find((form) => form === text.toLowerCase()) ?? null;
}

/** Milliseconds since the epoch; a day begins in UTC. `NaN` for what is neither a day nor a moment. */
function timeOf(text: string): number {
  return moment.safeParse(text).success ? Date.parse(text) : Number.NaN;
}
