import type { ListKind } from '../../../moderation/model/list-lookup.js';
import type { Problem } from '../../../moderation/model/problem.js';
import {
  columnNames,
  columnOf,
  isColumnName,
  looksLikeColumn,
  looksLikeValueColumn,
} from './list-columns.js';
import { isDirective, rowsIn, type RowFormat } from './list-rows.js';
import { trimCell } from './trim-cell.js';

/** The format of a file and its columns. */
export interface ListFileLayout {
  readonly format: RowFormat;
  readonly header: readonly string[];
}

export interface ListHeader extends ListFileLayout {
  /** Where the first entry begins, in bytes, and how many lines come before it. */
  readonly start: number;
  readonly linesBefore: number;
  readonly problems: readonly Problem[];
}

interface Line {
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
  readonly from: number;
  readonly end: number;
}

type Complaint = Pick<Problem, 'message' | 'hint'>;

/** Bytes of a file that are searched for a table without a header. */
const SAMPLE_BYTES = 8_192;

const NOT_COMMAS: Complaint = {
  message: 'the columns are not parted by commas',
  hint: 'export as CSV with commas',
};

/** How a file is to be read. Blank lines, `# allow-shrink` and Excel's `sep=,` may stand before the header. */
export function headerOf(file: Buffer, begin: number, kind: ListKind): ListHeader {
  const top = firstLine(file, begin, 1);
  const separator = /^"?sep=(.)"?[\s,;]*$/iu.exec(top.text)?.[1];
  const line = separator === ',' ? firstLine(file, top.end, top.number + 1) : top;
  const cells = cellsOf(line.text, ',');
  const complaint =
    separator === undefined || separator === ',' ? complaintAbout(line, cells, file, kind) : NOT_COMMAS;
  if (complaint !== null)
    return withoutHeader(line, [{ at: lineAt(line), ...complaint, weight: 'tightened' }]);
  return cells.some((cell) => columnOf(cell) === 'value')
    ? namedColumns(file, line)
    : withoutHeader(line, []);
}

/** How versions before 0.2 read it: only the first line is looked at, and only for `value` and `term`. */
export function legacyHeaderOf(file: Buffer, begin: number): ListHeader {
  const newline = file.indexOf('\n', begin);
  const end = newline < 0 ? file.length : newline + 1;
  const line = {
    text: file.toString('utf8', begin, end).replace(/\r?\n$/u, ''),
    number: 1,
    from: begin,
    end,
  };
  if (/^"?(?:value|term)"?[;\t]/iu.test(line.text))
    return withoutHeader(line, [{ at: lineAt(line), ...NOT_COMMAS }]);
  const hasHeader = /(?:^|,)\s*"?(?:value|term)"?\s*(?:,|$)/iu.test(line.text);
  return hasHeader ? namedColumns(file, line) : withoutHeader(line, []);
}

function withoutHeader({ from, number }: Line, problems: readonly Problem[]): ListHeader {
  return { format: 'lines', header: ['value'], start: from, linesBefore: number - 1, problems };
}

function namedColumns(file: Buffer, line: Line): ListHeader {
  const [read] = rowsIn(file, 'csv', { from: line.from, to: line.end, linesBefore: line.number - 1 });
  const rows = read !== undefined && 'rows' in read ? read.rows : [];
  const cells = (rows[0]?.cells ?? []).map(columnOf);
  // Spreadsheets write empty columns at the right.
  const header = cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
  const problems = read !== undefined && 'problem' in read ? [read.problem] : problemsOfHeader(header, line);
  return { format: 'csv', header, start: line.end, linesBefore: line.number, problems };
}

function problemsOfHeader(header: readonly string[], line: Line): Problem[] {
  return header
    .filter((cell, at) => !isColumnName(cell) || header.indexOf(cell) !== at)
    .map((cell) => ({
      at: lineAt(line),
      message: isColumnName(cell) ? `the column "${cell}" stands twice` : `no column is called "${cell}"`,
      hint: `columns are ${columnNames.join(', ')}`,
    }));
}

/** A complaint about a first line that does not name the column `value`; `null` where it may be an entry. */
function complaintAbout(
  line: Line,
  cells: readonly string[],
  file: Buffer,
  kind: ListKind,
): Complaint | null {
  if (cells.some((cell) => columnOf(cell) === 'value')) return null;
  if (looksLikeHeader(cells, kind)) {
    const wrong =
      cells.find((cell) => looksLikeValueColumn(cell, kind)) ??
      cells.find((cell) => !isColumnName(columnOf(cell)));
    const hint = wrong === undefined ? 'one column must be called value' : `write value instead of ${wrong}`;
    const message = wrong === undefined ? 'no column is called "value"' : `no column is called "${wrong}"`;
    return { message, hint: `${hint}; columns are ${columnNames.join(', ')}` };
  }
  if ([';', '\t', '|', '，', '、'].some((delimiter) => looksLikeHeader(cellsOf(line.text, delimiter), kind)))
    return NOT_COMMAS;
  const [only = ''] = cells;
  if (cells.length === 1 && looksLikeValueColumn(only, kind)) {
    const hint = 'write value instead; where it is an entry, write the header value above it';
    return { message: `"${only}" looks like the name of a column`, hint };
  }
  return kind === 'terms'
    ? complaintAboutTable(file.toString('utf8', line.from, line.from + SAMPLE_BYTES))
    : null;
}

function looksLikeHeader(cells: readonly string[], kind: ListKind): boolean {
  if (cells.length < 2) return false;
  return (
    cells.some((cell) => isColumnName(columnOf(cell)) || looksLikeValueColumn(cell, kind)) ||
    cells.every((cell) => looksLikeColumn(cell, kind))
  );
}

/** Terms may hold commas; but where every line holds as many, with no space behind them, they part columns. */
function complaintAboutTable(sample: string): Complaint | null {
  const lines = sample.split(/[\r\n]+/u).filter((line) => line.trim() !== '');
  if (sample.length >= SAMPLE_BYTES) lines.pop();
  const delimiter = [',', ';', '\t'].find((each) => {
    const columns = new Set(lines.map((line) => (line.includes(`${each} `) ? 1 : line.split(each).length)));
    return columns.size === 1 && !columns.has(1);
  });
  if (delimiter === undefined || lines.length < 2) return null;
  return {
    message: 'every line has several columns, and no header names them',
    hint: 'write a header such as value,reason above; where each line is one term, write value above, and each line in quotes',
  };
}

/** The cells of a line as far as a header needs it. */
function cellsOf(line: string, delimiter: string): readonly string[] {
  return line.split(delimiter).map((cell) => trimCell(trimCell(cell).replaceAll('"', '')));
}

/** The first line from a place on that is neither blank nor a directive; the end of the file where there is none. */
function firstLine(file: Buffer, start: number, startNumber: number): Line {
  for (let [from, number] = [start, startNumber]; ; number += 1) {
    const end = lineEnd(file, from);
    const text = trimCell(file.toString('utf8', from, end));
    if (end >= file.length || (text !== '' && !isDirective(text))) return { text, number, from, end };
    from = end;
  }
}

/** Behind the line end: LF, CR LF or CR. */
function lineEnd(file: Buffer, from: number): number {
  const feed = file.indexOf('\n', from);
  const end = feed < 0 ? file.length : feed + 1;
  const carriage = file.subarray(from, end).indexOf('\r');
  if (carriage < 0 || from + carriage + 2 === end) return end;
  return from + carriage + 1;
}

function lineAt({ number }: Line): string {
  return `/line/${String(number)}`;
}
