import type { Json } from '../../moderation/model/json.js';
import { type ListSource } from '../../moderation/lists/list.js';
import {
  SCHEMA_FILE,
  type RuleSetSource,
  type SourceProblem,
} from '../../moderation/rules/rule-set-source.js';
import { runSync, type CooperativeTask } from '../../runtime/cooperative-task.js';
import { refusesAlways, refusesNew } from '../../moderation/model/problem.js';
import { bufferOf, parsingListFile, type ListFileResult } from '../lists/file/list-file.js';
import { allowsShrinking } from '../lists/file/list-rows.js';
import { listKinds, type ListKind } from '../../moderation/model/list-lookup.js';
import type { LongListFile } from '../lists/list-compiler.js';
import { lossesOf } from './document-losses.js';
import { parseJsonDocument } from './json-document.js';
import type { FileText, FileTexts } from './rule-files.js';

/** Rules and what belongs to them stand in the folder itself, shared conditions in one below. */
const DOCUMENT_PATH = /^(?:conditions\/)?[^/]+$/;
const LIST_PATH = /^lists\/([^/]+)\/([^/]+)\.csv$/;

/** Files, and the source that they were found to be. */
export interface ReadFiles extends SoundSource {
  readonly files: FileTexts;
}

/** A source that may go live, where what was found in its files does not speak against it. */
export interface SoundSource {
  readonly source: RuleSetSource;
  /** Problems of weight `warning` and `tightened`. */
  readonly findings: readonly SourceProblem[];
}

/** A source, or what is wrong with the files. */
export type SourceResult = SoundSource | { readonly problems: readonly SourceProblem[] };

/**
 * Reads the files of a rules folder, by path within it: JSON documents, and lists as CSV. All problems of all files at once. Takes
 * every file for a new one: tightened checks refuse it.
 */
export function sourceOfFiles(files: FileTexts, known: KnownFiles = {}): SourceResult {
  const read = runSync(readingSourceOfFiles(files, known));
  if ('problems' in read) return read;
  const problems = read.findings.filter(refusesNew);
  return problems.length > 0 ? { problems } : read;
}

/** Results of earlier work, which spare the reader that work. */
export interface KnownFiles {
  /** The files as they were read before: lists of unchanged files are taken over, since long ones take long. */
  readonly before?: ReadFiles | undefined;
  /** By path: lists that were compiled elsewhere. */
  readonly compiled?: ReadonlyMap<string, ListFileResult>;
  /** Problems that the folder reports for its files. */
  readonly problems?: readonly SourceProblem[];
}

/** The same with pauses. Tightened checks are left to the caller. */
export function* readingSourceOfFiles(
  files: FileTexts,
  known: KnownFiles = {},
): CooperativeTask<SourceResult> {
  const reader = new SourceReader(known);
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (file === SCHEMA_FILE) continue;
    if (file.endsWith('.csv')) yield* reader.list(file, text);
    else if (typeof text === 'string') reader.document(file, text);
    yield;
  }
  return reader.result();
}

class SourceReader {
  private readonly documents = new Map<string, Json>();
  private readonly lists = new Map<string, ListSource>();
  private readonly shrinkable = new Set<string>();
  private readonly found: SourceProblem[];

  constructor(private readonly known: KnownFiles) {
    this.found = [...(known.problems ?? [])];
  }

  result(): SourceResult {
    const { documents, lists, shrinkable, found } = this;
    if (found.some(refusesAlways)) return { problems: found.filter(refusesNew) };
    return { source: { documents, lists, shrinkable }, findings: found };
  }

  document(file: string, text: string): void {
    if (!DOCUMENT_PATH.test(file)) {
      const hint = 'rules are kept as <name>.json, shared conditions as conditions/<name>.json';
      this.found.push({ file, at: '', message: 'a document cannot be kept here', hint });
      return;
    }
    const parsed = parseJsonDocument(text.replace(/^\uFEFF/, ''));
    if ('error' in parsed) {
      const { error, position } = parsed;
      const where = position === null ? '' : ` (line ${position.line}, column ${position.column})`;
      this.found.push({ file, at: '', message: `this is not JSON: ${error}${where}`, ...position });
      return;
    }
    this.documents.set(file, parsed.document);
    this.found.push(...lossesOf(file, parsed));
  }

  *list(file: string, text: FileText): CooperativeTask<void> {
    const named = listOfFile(file);
    if (named === null) {
      const hint = `lists are kept as lists/<${listKinds.join('|')}>/<name>.csv`;
      this.found.push({ file, at: '', message: 'a list cannot be kept here', hint });
      return;
    }
    const { name, kind } = named;
    if (this.lists.has(name)) {
      const message = `there are two lists called "${name}"`;
      this.found.push({ file, at: '', message, hint: 'rename one' });
      return;
    }
    const read =
      this.known.compiled?.get(file) ??
      this.sameAsBefore(file, text, name) ??
      (yield* parsingListFile(text, name, kind));
    const problems = 'list' in read ? (read.findings ?? []) : read.problems;
    this.found.push(...problems.map((problem) => ({ file, ...problem })));
    if (!('list' in read)) return;
    this.lists.set(name, read.list);
    if (allowsShrinking(bufferOf(text))) this.shrinkable.add(name);
    else if (this.isCutShort(file, text, read.list)) {
      const message =
        'the file ends in the middle of a line, and has fewer entries than before: it is half written';
      const hint = 'finish it; where the entries are to go, end the last line with a line break';
      this.found.push({ file, at: '', message, hint });
    }
  }

  private isCutShort(file: string, text: FileText, { name, entries }: ListSource): boolean {
    const then = this.known.before?.files.get(file);
    const list = this.known.before?.source.lists.get(name);
    if (then === undefined || list === undefined || entries.length >= list.entries.length) return false;
    return endsLine(then) && !endsLine(text);
  }

  private sameAsBefore(file: string, text: FileText, name: string): ListFileResult | null {
    const { before } = this.known;
    const then = before?.files.get(file);
    const list = before?.source.lists.get(name);
    if (before === undefined || then === undefined || list === undefined) return null;
    const isSame =
      typeof text === 'string' ? then === text : typeof then !== 'string' && Buffer.compare(then, text) === 0;
    return isSame ? { list, findings: before.findings.filter((found) => found.file === file) } : null;
  }
}

function endsLine(text: FileText): boolean {
  const last = typeof text === 'string' ? text.charCodeAt(text.length - 1) : text.at(-1);
  return last === 0x0a || last === 0x0d;
}

/** The list that a file keeps; `null` where none can be kept. */
function listOfFile(file: string): { readonly name: string; readonly kind: ListKind } | null {
  const [, kind, name] = LIST_PATH.exec(file) ?? [];
  return name === undefined || !isListKind(kind) ? null : { name, kind };
}

/** The files of lists of terms that are long. */
export function longTermListFiles(files: FileTexts): ReadonlyMap<string, LongListFile> {
  const long = new Map<string, LongListFile>();
  for (const [file, bytes] of files) {
    const named = listOfFile(file);
    if (typeof bytes !== 'string' && named?.kind === 'terms') long.set(file, { ...named, bytes });
  }
  return long;
}

function isListKind(kind: string | undefined): kind is ListKind {
  return listKinds.some((known) => known === kind);
}
