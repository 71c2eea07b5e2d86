import type { Json } from '../moderation/json.js';
import { listKinds, type ListKind, type ListSource } from '../moderation/lists.js';
import { SCHEMA_FILE, type RuleSetSource, type SourceProblem } from '../moderation/rule-set-source.js';
import { atOnce, type Sliced } from '../moderation/slices.js';
import { parsingListFile } from './list-file.js';

/** Rules and what belongs to them stand in the folder itself, shared conditions in one below. */
const DOCUMENT_FILE = /^(?:conditions\/)?[^/]+$/;
const LIST_FILE = /^lists\/([^/]+)\/([^/]+)\.csv$/;

/** Files, and the source that they were found to be. */
export interface FilesRead {
  readonly files: ReadonlyMap<string, string>;
  readonly source: RuleSetSource;
}

/** A source, or what is wrong with the files. */
export type SourceRead = { readonly source: RuleSetSource } | { readonly problems: readonly SourceProblem[] };

/**
 * Reads the files of a rules folder, by path within it: JSON documents, and lists as CSV. All problems of all files at once.
 * @param before what was read earlier: its lists are taken over where the file is the same, since long ones take long
 */
export function sourceOfFiles(files: ReadonlyMap<string, string>, before?: FilesRead): SourceRead {
  return atOnce(readingFiles(files, before));
}

/** The same, with pauses. */
export function* readingFiles(files: ReadonlyMap<string, string>, before?: FilesRead): Sliced<SourceRead> {
  const documents = new Map<string, Json>();
  const lists = new Map<string, ListSource>();
  const problems: SourceProblem[] = [];
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (file === SCHEMA_FILE) continue;
    if (file.endsWith('.json')) readDocument(file, text, documents, problems);
    else if (file.endsWith('.csv')) yield* readList(file, text, { lists, problems, before });
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
  if (!DOCUMENT_FILE.test(file)) {
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

interface ListsFound {
  readonly lists: Map<string, ListSource>;
  readonly problems: SourceProblem[];
  readonly before: FilesRead | undefined;
}

function* readList(file: string, text: string, { lists, problems, before }: ListsFound): Sliced<void> {
  const [, kind, name] = LIST_FILE.exec(file) ?? [];
  if (name === undefined || !isListKind(kind)) {
    const hint = `lists are kept as lists/<${listKinds.join('|')}>/<name>.csv`;
    problems.push({ file, at: '', message: 'a list cannot be kept here', hint });
    return;
  }
  if (lists.has(name)) {
    problems.push({ file, at: '', message: `there are two lists called "${name}"`, hint: 'rename one' });
    return;
  }
  const same = before?.files.get(file) === text ? before.source.lists.get(name) : undefined;
  const read = same === undefined ? yield* parsingListFile(text, name, kind) : { list: same };
  if ('list' in read) lists.set(name, read.list);
  else problems.push(...read.problems.map((problem) => ({ file, ...problem })));
}

function isListKind(kind: string | undefined): kind is ListKind {
  return listKinds.some((known) => known === kind);
}
