import type { Json } from '../../moderation/model/json.js';
import { type ListSource } from '../../moderation/lists/list.js';
import {
  SCHEMA_FILE,
  type RuleSetSource,
  type SourceProblem,
} from '../../moderation/rules/rule-set-source.js';
import { runSync, type CooperativeTask } from '../../runtime/cooperative-task.js';
import { parsingListFile, type ListFileResult } from '../lists/list-file.js';
import type { LongListFile } from '../lists/list-compiler.js';
import { listKinds, type ListKind } from '../../moderation/model/list-lookup.js';

/** Rules and what belongs to them stand in the folder itself, shared conditions in one below. */
const DOCUMENT_PATH = /^(?:conditions\/)?[^/]+$/;
const LIST_PATH = /^lists\/([^/]+)\/([^/]+)\.csv$/;

/** The text of a file; of a long one its UTF-8 bytes, which threads can share. */
export type FileText = string | Uint8Array;

/** Files by path. */
export type FileTexts = ReadonlyMap<string, FileText>;

/** Files, and the source that they were found to be. */
export interface ReadFiles {
  readonly files: FileTexts;
  readonly source: RuleSetSource;
}

/** A source, or what is wrong with the files. */
export type SourceResult =
  { readonly source: RuleSetSource } | { readonly problems: readonly SourceProblem[] };

/**
 * Reads the files of a rules folder, by path within it: JSON documents, and lists as CSV. All problems of all files at once.
 * @param before what was read earlier: its lists are taken over where the file is the same, since long ones take long
 */
export function sourceOfFiles(files: FileTexts, before?: ReadFiles): SourceResult {
  return runSync(readingSourceOfFiles(files, { before }));
}

/** What need not be read once more. */
export interface KnownFiles {
  readonly before?: ReadFiles | undefined;
  /** By path: lists that were read elsewhere. */
  readonly compiled?: ReadonlyMap<string, ListFileResult>;
}

/** The same, with pauses. */
export function* readingSourceOfFiles(
  files: FileTexts,
  known: KnownFiles = {},
): CooperativeTask<SourceResult> {
  const documents = new Map<string, Json>();
  const lists = new Map<string, ListSource>();
  const problems: SourceProblem[] = [];
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (file === SCHEMA_FILE) continue;
    if (file.endsWith('.csv')) yield* readList(file, text, { lists, problems, known });
    else if (typeof text === 'string') readDocument(file, text, documents, problems);
    yield;
  }
  return problems.length > 0 ? { problems } : { source: { documents, lists } };
}

function readDocument(
  file: string,
  text: string,
  documents: Map<string, Json>,
  problems: SourceProblem[],
): void {
  if (!DOCUMENT_PATH.test(file)) {
    const hint = 'rules are kept as <name>.json, shared conditions as conditions/<name>.json';
    problems.push({ file, at: '', message: 'a document cannot be kept here', hint });
    return;
  }
  try {
    const document: Json = JSON.parse(text.replace(/^\uFEFF/, ''));
    documents.set(file, document);
  } catch (error) {
    const message = `this is not JSON: ${error instanceof Error ? error.message : String(error)}`;
    problems.push({ file, at: '', message, hint: 'an editor that knows JSON marks the place' });
  }
}

interface ListContext {
  readonly lists: Map<string, ListSource>;
  readonly problems: SourceProblem[];
  readonly known: KnownFiles;
}

function* readList(
  file: string,
  text: FileText,
  { lists, problems, known }: ListContext,
): CooperativeTask<void> {
  const named = listOfFile(file);
  if (named === null) {
    const hint = `lists are kept as lists/<${listKinds.join('|')}>/<name>.csv`;
    problems.push({ file, at: '', message: 'a list cannot be kept here', hint });
    return;
  }
  const { name, kind } = named;
  if (lists.has(name)) {
    problems.push({ file, at: '', message: `there are two lists called "${name}"`, hint: 'rename one' });
    return;
  }
  const read =
    known.compiled?.get(file) ??
    sameAsBefore(file, text, name, known) ??
    (yield* parsingListFile(text, name, kind));
  if ('list' in read) lists.set(name, read.list);
  else problems.push(...read.problems.map((problem) => ({ file, ...problem })));
}

function sameAsBefore(
  file: string,
  text: FileText,
  name: string,
  { before }: KnownFiles,
): ListFileResult | null {
  const then = before?.files.get(file);
  const list = before?.source.lists.get(name);
  if (then === undefined || list === undefined) return null;
  const isSame =
    typeof text === 'string' ? then === text : typeof then !== 'string' && Buffer.compare(then, text) === 0;
  return isSame ? { list } : null;
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
