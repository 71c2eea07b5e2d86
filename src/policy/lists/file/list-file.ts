import { MAX_PROBLEMS, problemsOfList } from '../../../moderation/lists/list-problems.js';
import type { ListEntry } from '../../../moderation/lists/list-entry.js';
import type { ListSource } from '../../../moderation/lists/list.js';
import type { ListKind } from '../../../moderation/model/list-lookup.js';
import { pointer, type Problem } from '../../../moderation/model/problem.js';
import type { CooperativeTask } from '../../../runtime/cooperative-task.js';
import { entryOf, isDay } from './list-entry.js';
import { headerOf, legacyHeaderOf, type ListFileLayout, type ListHeader } from './list-header.js';
import { rowsIn, type Row } from './list-rows.js';
import type { Trimming } from './trim-cell.js';
import { problemOfContent } from './not-a-list.js';
import { problemOfRow, warningOfRow } from './suspicious-rows.js';

/** The byte order mark, in UTF-8. */
const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** The list in a file; or its problems, with pointers like `/line/3/value`. */
export type ListFileResult = SoundListFile<ListSource> | Refused;

/** A list that may go live, where what is found in its file does not speak against it. */
export interface SoundListFile<List extends ListSource> {
  readonly list: List;
  /** Warnings, and problems of weight `tightened`: with any of these the list is what earlier versions read. */
  readonly findings?: readonly Problem[];
}

/** A list whose entries stand in the order of the file. */
export interface ParsedList extends ListSource {
  readonly entries: readonly ListEntry[];
}

interface Refused {
  readonly problems: readonly Problem[];
}

/** A list's file with what it takes to read only a part of it later. */
export interface ParsedListFile extends SoundListFile<ParsedList> {
  readonly layout: ListFileLayout & {
    /** Where the first entry begins, in bytes. */
    readonly start: number;
  };
  /** By place: where the row of an entry ends; −1 where that is not known. */
  readonly rowEnds: readonly number[];
  readonly findings: readonly Problem[];
}

/**
 * Reads the text of a list's file, or its bytes: CSV whose header names `value` (or `term`) and any of `form`, `means`, `reason` (or
 * `note`), `author`, `expires`; without that header, one value a line.
 */
export function* parsingListFile(
  text: string | Uint8Array,
  name: string,
  kind: ListKind,
): CooperativeTask<SoundListFile<ParsedList> | Refused> {
  const read = yield* parsingListFileBytes(bufferOf(text), { name, kind });
  return 'problems' in read ? read : { list: read.list, findings: read.findings };
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
  named: Named,
  firsts = new Map<string, number>(),
): CooperativeTask<ParsedListFile | Refused> {
  const begin = file.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  const content = problemOfContent(file, begin);
  const header = headerOf(file, begin, named.kind);
  // Without a list or a header, problems of single lines would only repeat it.
  const early = content === null ? header.problems : [content];
  const parsed =
    early.length > 0 ? null : yield* parsingEntries(file, named, { header, trimming: 'invisible', firsts });
  const findings = parsed?.findings ?? early;
  const refusals = findings.filter(({ weight }) => weight !== 'warning');
  if (parsed !== null && refusals.length === 0) return parsed;
  if (refusals.some(({ weight }) => weight !== 'tightened')) return { problems: refusals };
  firsts.clear();
  const legacy = yield* parsingEntries(file, named, {
    header: legacyHeaderOf(file, begin),
    trimming: 'ascii',
    firsts,
  });
  // Earlier versions refused it as well.
  if (legacy.findings.length > 0) return { problems: refusals };
  return { ...legacy, findings };
}

type Named = Pick<ListSource, 'name' | 'kind'>;

interface Reading {
  readonly header: ListHeader;
  /** `ascii` is how earlier versions read cells. They did not look at what is suspicious either. */
  readonly trimming: Trimming;
  readonly firsts: Map<string, number>;
}

function* parsingEntries(file: Buffer, named: Named, reading: Reading): CooperativeTask<ParsedListFile> {
  const { header, trimming, firsts } = reading;
  const { start, linesBefore, format } = header;
  const problems: Problem[] = [...header.problems];
  const entries: ListEntry[] = [];
  const [lines, rowEnds]: [number[], number[]] = [[], []];
  const layout = { format, header: header.header, start };
  const days = new DayCount();
  for (const read of rowsIn(file, format, { from: start, to: file.length, linesBefore }, trimming)) {
    if ('problem' in read) return { list: { ...named, entries }, layout, rowEnds, findings: [read.problem] };
    for (const row of read.rows) {
      lines.push(row.line);
      rowEnds.push(row.end);
      if (trimming === 'invisible') problems.push(...suspicionsOf(row, layout, named.kind));
      days.add(row, layout);
      entries.push(entryOf(row, header.header, problems));
    }
    yield;
  }
  const list = { ...named, entries };
  const found = yield* problemsOfList(list, (place) => `line ${String(lines[place] ?? 0)}`, firsts);
  const ofEntries = found.map((problem) => atLine(problem, lines));
  const warnings = trimming === 'invisible' ? days.warnings() : [];
  const findings = [...problems.slice(0, MAX_PROBLEMS), ...ofEntries].slice(0, MAX_PROBLEMS);
  return { list, layout, rowEnds, findings: [...findings, ...warnings] };
}

function suspicionsOf(row: Row, layout: ListFileLayout, kind: ListKind): readonly Problem[] {
  const problem = problemOfRow(row, layout, kind) ?? warningOfRow(row, layout);
  return problem === null ? none : [problem];
}

const none: readonly Problem[] = [];

/** A problem of an entry, led to its line. */
function atLine(problem: Problem, lines: readonly number[]): Problem {
  const [, , place, field] = problem.at.split('/');
  const at = place === undefined ? '' : pointer('line', lines[Number(place)] ?? 0, field ?? '');
  return { ...problem, at };
}

/** Counts the entries that expire on a day without a time, to say once which moment that is. */
class DayCount {
  private first: { readonly line: number; readonly day: string } | null = null;
  private count = 0;

  add({ line, cells }: Row, { header }: ListFileLayout): void {
    const day = cells[header.indexOf('expires')] ?? '';
    if (day === '' || !isDay(day)) return;
    this.count += 1;
    this.first ??= { line, day };
  }

  warnings(): readonly Problem[] {
    if (this.first === null) return none;
    const { line, day } = this.first;
    const others = this.count > 1 ? ` (and ${(this.count - 1).toLocaleString('en')} more like it)` : '';
    return [
      {
        at: pointer('line', line, 'expires'),
        message: `"${day}" has no time: it is the first moment of that day in UTC, ${day}T00:00:00Z${others}`,
        hint: 'write the time and zone where another moment is meant',
        weight: 'warning',
      },
    ];
  }
}
