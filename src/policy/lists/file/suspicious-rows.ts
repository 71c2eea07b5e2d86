import type { ListKind } from '../../../moderation/model/list-lookup.js';
import { pointer, type Problem } from '../../../moderation/model/problem.js';
import { columnOf } from './list-columns.js';
import type { ListFileLayout } from './list-header.js';
import type { Row } from './list-rows.js';
import { invisibleAround } from './trim-cell.js';

type Complaint = Pick<Problem, 'message' | 'hint'>;

/** Recognises a row that is no entry, or not the entry that its author meant. */
export function problemOfRow(row: Row, layout: ListFileLayout, kind: ListKind): Problem | null {
  const [first = ''] = row.cells;
  const isQuoted = row.quoted !== null && row.quoted[0] === true;
  const complaint =
    (isQuoted ? null : complaintAboutSigns(first, kind)) ??
    complaintAboutRepeatedHeader(row, layout) ??
    (layout.format === 'lines' ? complaintAboutLine(first, kind) : null);
  if (complaint !== null) return { at: pointer('line', row.line), ...complaint, weight: 'tightened' };
  const damage = complaintAboutSpreadsheet(row.cells[layout.header.indexOf('value')] ?? '', kind);
  return damage === null ? null : { at: pointer('line', row.line, 'value'), ...damage, weight: 'tightened' };
}

/** A value in quotes is kept as it is: invisible characters at its ends may be a mistake. */
export function warningOfRow(row: Row, { header }: ListFileLayout): Problem | null {
  const place = header.indexOf('value');
  if (row.quoted?.[place] !== true) return null;
  const unseen = invisibleAround(row.cells[place] ?? '');
  if (unseen === null) return null;
  const code = `U+${(unseen.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return {
    at: pointer('line', row.line, 'value'),
    message: `the value begins or ends with an invisible character (${code}), and counts with it`,
    hint: 'take it out, unless it is meant',
    weight: 'warning',
  };
}

/** Letters begin no sign of another format, and most values begin with one. */
const LETTER = /^[A-Za-z\u00c0-\u1fff\u2c00-\ud7ff]/;

function complaintAboutSigns(first: string, kind: ListKind): Complaint | null {
  if (LETTER.test(first)) return null;
  return complaintAboutMarker(first) ?? complaintAboutComment(first, kind) ?? complaintAboutBullet(first);
}

function complaintAboutBullet(first: string): Complaint | null {
  const [bullet] = /^(?:[-*+•·]|\d{1,3}[.)])(?=\s+\S)/u.exec(first) ?? [];
  if (bullet === undefined) return null;
  const hint = 'write the value alone; where that is part of it, write it in quotes under the header value';
  return { message: `the line begins with "${bullet}", as an item of a document does`, hint };
}

function complaintAboutMarker(first: string): Complaint | null {
  if (!/^(?:<{7}|>{7}|\|{7})(?:\s|$)|^={7}$/u.test(first)) return null;
  return {
    message: 'a merge was not finished',
    hint: 'choose between the two sides, and remove the markers',
  };
}

function complaintAboutComment(first: string, kind: ListKind): Complaint | null {
  const isComment =
    kind === 'terms' ? /^#+(?:\s|$)|^\/\/+(?:\s|$|[^./]*$)/u.test(first) : /^#|^\/\//u.test(first);
  if (!isComment || isSpreadsheetError(first)) return null;
  const message = `"${first.slice(0, 60)}" looks like a comment, and lists have none`;
  return {
    message,
    hint: 'keep it in the column reason; where it is an entry, write it in quotes under the header value',
  };
}

function complaintAboutRepeatedHeader({ cells }: Row, { format, header }: ListFileLayout): Complaint | null {
  // A header begins with the name of a column, which is short.
  if (format === 'csv' && (cells[0]?.length ?? 0) > MAX_COLUMN_NAME) return null;
  const isRepeated =
    format === 'csv'
      ? cells.length > 1 && cells.every((cell, at) => columnOf(cell) === (header[at] ?? ''))
      : /^"?(?:value|term)"?,|,"?(?:value|term)"?(?:,|$)/iu.test(cells[0] ?? '');
  if (!isRepeated) return null;
  return { message: 'a header stands below entries', hint: 'keep one header, on the first line' };
}

const MAX_COLUMN_NAME = 7;

/** Without a header each line is one value as it stands. */
function complaintAboutLine(value: string, kind: ListKind): Complaint | null {
  const inQuotes =
    /^"[^"]*"$/u.test(value) || (kind === 'accounts' && /^(?:'[^']*'|“[^”]*”|‘[^’]*’|`[^`]*`)$/u.test(value));
  if (!inQuotes) return complaintAboutColumns(value, kind);
  const hint = 'take the quotes away, or write the header value above';
  return {
    message: `the value ${value} would count with its quotes, since no header names the columns`,
    hint,
  };
}

/** Accounts and addresses hold none of these. */
function complaintAboutColumns(value: string, kind: ListKind): Complaint | null {
  const delimiter = (kind === 'accounts' ? /[,;|\t，]/u : /\t/u).exec(value)?.[0];
  if (delimiter === undefined) return null;
  const name = delimiter === '\t' ? 'a tab' : `"${delimiter}"`;
  return {
    message: `the line has several columns parted by ${name}, and no header names them`,
    hint: 'write a header such as value,reason above; where the line is one value, write value above, and the line in quotes',
  };
}

/** Long numbers and formulas as spreadsheets spoil them. */
function complaintAboutSpreadsheet(value: string, kind: ListKind): Complaint | null {
  if (!/^[\d+#-]/u.test(value)) return null;
  const hint = 'format the column as text in the spreadsheet, and export it again';
  if (isSpreadsheetError(value)) return { message: `"${value}" is a spreadsheet's error, not a value`, hint };
  if (kind === 'addresses') return null;
  if (/^[+-]?\d(?:[.,]\d+)?E[+-]\d{1,3}$/iu.test(value))
    return { message: `"${value}" is a number that a spreadsheet has shortened: its digits are lost`, hint };
  if (kind === 'accounts' && /^\d+\.0+$/u.test(value))
    return { message: `"${value}" is an account that went through a spreadsheet as a number`, hint };
  return null;
}

function isSpreadsheetError(value: string): boolean {
  return /^#(?:N\/A|NAME\?|REF!|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$|^#{4,}$/iu.test(value);
}
