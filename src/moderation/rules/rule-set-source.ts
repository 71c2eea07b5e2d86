import { z } from 'zod';
import { depthProblemsOf } from './json-depth.js';
import type { Json } from '../model/json.js';
import type { ListSource } from '../lists/list.js';
import type { Problem } from '../model/problem.js';
import { reputationSchema, weightsOf } from '../state/reputation-weights.js';
import type { ReputationWeights } from '../state/component-weights.js';
import { defaultWeights } from '../state/reputation.js';
import { languages } from '../model/result-code.js';
import type { Settings } from './settings.js';
import { parseBySchema } from '../model/schema-problems.js';

/** Everything a rule set is made of, as staff wrote it. */
export interface RuleSetSource {
  /** Parsed JSON by path within the rules folder: `accept-burst.json`, `result-codes.json`, `conditions/is-agreement.json`. */
  readonly documents: ReadonlyMap<string, Json>;
  /** By name. Their reader has checked that `problemsOfList` finds nothing. */
  readonly lists: ReadonlyMap<string, ListSource>;
  /** Names of lists that may lose most of their entries. */
  readonly shrinkable?: ReadonlySet<string>;
}

/** A problem, and the file it is in. */
export interface SourceProblem extends Problem {
  readonly file: string;
  /** Where in the file it is, counted from 1, columns in UTF-16 units. */
  readonly line?: number;
  readonly column?: number;
}

const SETTINGS_FILE = 'settings.json';
export const CODES_FILE = 'result-codes.json';
const REPUTATION_FILE = 'reputation.json';
export const SCHEMA_FILE = 'rule.schema.json';
const CONDITIONS_FOLDER = 'conditions/';

const settingsSchema = z.strictObject({
  language: z.enum(languages).default('en'),
  salt: z.string().min(1).max(64),
});

const sharedConditionSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  description: z.string().min(1),
  conditions: z.json(),
});

/** Where a shared condition is kept. */
export function conditionFile(name: string): string {
  return `${CONDITIONS_FOLDER}${name}.json`;
}

/** The name of the shared condition that a file keeps; `null` for other files. */
export function conditionName(file: string): string | null {
  return file.startsWith(CONDITIONS_FOLDER) && file.endsWith('.json')
    ? file.slice(CONDITIONS_FOLDER.length, -'.json'.length)
    : null;
}

/** A document by its schema, or what is wrong with it. */
export function readDocument<T>(
  source: RuleSetSource,
  file: string,
  schema: z.ZodType<T>,
  problems: SourceProblem[],
): T | undefined {
  const document = source.documents.get(file);
  if (document === undefined) {
    problems.push({
      file,
      at: '',
      message: 'the file is missing',
      hint: 'copy it from the starting rules',
    });
    return undefined;
  }
  const depth = depthProblemsOf(document);
  if (depth.length > 0) {
    problems.push(...depth.map((problem) => ({ file, ...problem })));
    return undefined;
  }
  const parsed = parseBySchema(schema, document);
  if ('data' in parsed) return parsed.data;
  problems.push(...parsed.problems.map((problem) => ({ file, ...problem })));
  return undefined;
}

export function settingsOf(source: RuleSetSource, problems: SourceProblem[]): Settings | undefined {
  return readDocument(source, SETTINGS_FILE, settingsSchema, problems);
}

/** The weights of reputations; the default ones where the rules have none. */
export function reputationOf(source: RuleSetSource, problems: SourceProblem[]): ReputationWeights {
  if (!source.documents.has(REPUTATION_FILE)) return defaultWeights;
  const written = readDocument(source, REPUTATION_FILE, reputationSchema, problems);
  return written === undefined ? defaultWeights : weightsOf(written);
}

/** The named conditions that rules share, by name. */
export function sharedConditionsOf(
  source: RuleSetSource,
  problems: SourceProblem[],
): ReadonlyMap<string, Json> {
  const shared = new Map<string, Json>();
  for (const file of source.documents.keys()) {
    if (conditionName(file) === null) continue;
    const condition = readDocument(source, file, sharedConditionSchema, problems);
    if (condition === undefined) continue;
    if (file !== conditionFile(condition.name)) {
      const hint = `call the file ${conditionFile(condition.name)}`;
      problems.push({ file, at: '/name', message: 'the file has another name than the condition', hint });
    }
    shared.set(condition.name, condition.conditions);
  }
  return shared;
}

/** The rules' documents by file. */
export function ruleDocumentsOf(source: RuleSetSource): (readonly [string, Json])[] {
  const reserved = new Set([SETTINGS_FILE, CODES_FILE, REPUTATION_FILE, SCHEMA_FILE]);
  return [...source.documents].filter(([file]) => !file.includes('/') && !reserved.has(file));
}
