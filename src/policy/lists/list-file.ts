import { z } from 'zod';
import { MAX_PROBLEMS, problemsOfList } from '../../moderation/lists/list-problems.js';
import type { ListEntry, ListSource } from '../../moderation/lists/list.js';
import { forms, type Form } from '../../moderation/text/terms/form.js';
import { pointer, type Problem } from '../../moderation/model/problem.js';
import type { CooperativeTask } from '../../runtime/cooperative-task.js';
import { rowsIn, type Row, type RowFormat } from './list-rows.js';
import type { ListKind } from '../../moderation/model/list-lookup.js';

/** The byte order mark, in UTF-8. */
const BYTE_ORDER_MARK = Buffer.from('\ufeff');

const columnNames = ['value', 'form', 'means', 'reason', 'author', 'expires'] as const;
type ColumnName = (typeof columnNames)[number];

/** Other names that columns go by. */
const columnAliases = new Map([
  ['term', 'value'],
  ['note', 'reason'],
]);

const expirySchema = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** What a list's file says; or what is wrong with it, with pointers like `/line/3/value`. */
export type ListFileResult = { readonly list: ListSource } | Refused;

/** A list whose entries stand in the order of the file. */
export interface ParsedList extends ListSource {
  readonly entries: readonly ListEntry[];
}

interface Refused {
  readonly problems: readonly Problem[];
}

/** What a file's entries are found by. */
export interface ListFileLayout {
  readonly format: RowFormat;
  readonly header: readonly string[];
}

/** A list's file with what it takes to read only a part of it later. */
export interface ParsedListFile extends ListFileLayout {
  readonly list: ParsedList;
  /** Where the first entry begins, in bytes. */
  readonly start: number;
  /** By place: where the row of an entry ends; −1 where that is not known. */
  readonly rowEnds: readonly number[];
}

/**
 * Reads the text of a list's file, or its bytes: CSV whose header names `value` (or `term`) and any of `form`, `means`, `reason` (or
 * `note`), `author`, `expires`; without that header, one value a line.
 */
export function* parsingListFile(
  text: string | Uint8Array,
  name: string,
  kind: ListKind,
): CooperativeTask<{ readonly list: ParsedList } | Refused> {
  const read = yield* parsingListFileBytes(bufferOf(text), { name, kind });
  return 'problems' in read ? read : { list: read.list };
}

/** A file as bytes; those that threads share are not copied. */
export function bufferOf(text: string | Uint8Array): Buffer {
  return typeof text === 'string'
    ? Buffer.from(text)
    : Buffer.from(text.buffer, text.byteOffset, text.byteLength);
}

/** @param firsts see `problemsOfList` */
export function* parsingListFileBytes(
  file: Buffer,
  { name, kind }: Pick<ListSource, 'name' | 'kind'>,
  firsts?: Map<string, number>,
): CooperativeTask<ParsedListFile | Refused> {
  const begin = file.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  const headed = headerOf(file, begin);
  if ('problems' in headed) return headed;
  const { start, format, header } = headed;
  const part = { from: start, to: file.length, linesBefore: format === 'csv' ? 1 : 0 };
  const problems: Problem[] = [];
  const entries: ListEntry[] = [];
  const [lines, ends]: [number[], number[]] = [[], []];
  for (const read of rowsIn(file, format, part)) {
    if ('problem' in read) return { problems: [read.problem] };
    for (const row of read.rows) {
      lines.push(row.line);
      ends.push(row.end);
      entries.push(entryOf(row, header, problems));
    }
    yield;
  }
  const list = { name, kind, entries };
  const line = (place: number) => lines[place] ?? 0;
  const found = yield* problemsOfList(list, (place) => `line ${String(line(place))}`, firsts);
  const ofEntries = found.map((problem) => {
    const [, , place, field] = problem.at.split('/');
    return { ...problem, at: place === undefined ? '' : pointer('line', line(Number(place)), field ?? '') };
  });
  const all = [...problems, ...ofEntries].slice(0, MAX_PROBLEMS);
  return all.length > 0 ? { problems: all } : { list, format, header, start, rowEnds: ends };
}

/** How the file is to be read, and where its entries begin. */
function headerOf(file: Buffer, begin: number): (ListFileLayout & { readonly start: number }) | Refused {
  const newline = file.indexOf('\n', begin);
  const end = newline < 0 ? file.length : newline + 1;
  const first = file.toString('utf8', begin, end).replace(/\r?\n$/u, '');
  if (/^"?(?:value|term)"?[;\t]/iu.test(first)) {
    return {
      problems: [
        { at: '/line/1', message: 'the columns are not parted by commas', hint: 'export as CSV with commas' },
      ],
    };
  }
  if (!/(?:^|,)\s*"?(?:value|term)"?\s*(?:,|$)/iu.test(first))
    return { format: 'lines', header: ['value'], start: begin };
  const [read] = rowsIn(file, 'csv', { from: begin, to: end, linesBefore: 0 });
  if (read === undefined) return { problems: [] };
  if ('problem' in read) return { problems: [read.problem] };
  const header = (read.rows[0]?.cells ?? []).map(columnOf);
  const problems = problemsOfHeader(header);
  return problems.length > 0 ? { problems } : { format: 'csv', header, start: end };
}

function columnOf(cell: string): string {
  const name = cell.toLowerCase();
  return columnAliases.get(name) ?? name;
}

function problemsOfHeader(header: readonly string[]): Problem[] {
  const known: readonly string[] = columnNames;
  return header
    .filter((cell, at) => !known.includes(cell) || header.indexOf(cell) !== at)
    .map((cell) => ({
      at: '/line/1',
      message: known.includes(cell) ? `the column "${cell}" stands twice` : `no column is called "${cell}"`,
      hint: `columns are ${columnNames.join(', ')}`,
    }));
}

/** The entry that a row is; what is wrong with it is added to the problems. */
export function entryOf({ line, cells }: Row, header: readonly string[], problems: Problem[]): ListEntry {
  const cell = (column: ColumnName) => cells[header.indexOf(column)] ?? '';
  if (cells.length > header.length) {
    const message = `the line has ${String(cells.length)} cells, and the header names ${String(header.length)}`;
    problems.push({ at: pointer('line', line), message, hint: 'put a cell that holds a comma into quotes' });
  }
  const expires = cell('expires');
  const expiresAt = expires === '' ? null : parseExpiry(expires);
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
function parseExpiry(text: string): number {
  return expirySchema.safeParse(text).success ? Date.parse(text) : Number.NaN;
}
