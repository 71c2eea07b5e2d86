import { LRUCache } from 'lru-cache';
import { compileRuleSet } from './compile-rule-set.js';
import { parseConditions } from '../conditions/parse-conditions.js';
import { runExamples, type ExampleResult } from '../rules/run-examples.js';
import { catalogue } from '../facts/catalogue.js';
import { listWithSpellings, compilingList, type CompiledList } from '../lists/compile-list.js';
import type { List, ListSource, Lists } from '../lists/list.js';
import { compilingSpellings, type Spellings } from '../lists/spellings.js';
import { pointer, refusesAlways, refusesNew } from '../model/problem.js';
import { checkRule, type Rule, type RuleContext, type CheckedRule } from '../rules/rule.js';
import {
  conditionFile,
  conditionName,
  reputationOf,
  ruleDocumentsOf,
  settingsOf,
  sharedConditionsOf,
  type RuleSetSource,
  type SourceProblem,
} from '../rules/rule-set-source.js';
import { codesOf } from '../rules/result-code-registry.js';
import { problemsOfNames } from '../rules/rule-names.js';
import type { Json } from '../model/json.js';
import type { RuleSet } from './rule-set.js';
import { runSync, mapYielding, type CooperativeTask } from '../../runtime/cooperative-task.js';

/** A rule's examples, as they came out. */
export interface ExampleRun {
  readonly rule: Rule;
  readonly results: readonly ExampleResult[];
}

/** A source that may go live, with its examples run; or everything that is wrong with it. */
export type CheckResult =
  | {
      readonly ruleSet: RuleSet;
      readonly exampleRuns: readonly ExampleRun[];
      /** Problems of weight `warning` and `tightened`: the caller knows which documents are stored as they stand. */
      readonly findings: readonly SourceProblem[];
    }
  | { readonly problems: readonly SourceProblem[] };

/**
 * Checks all that staff wrote: every file by itself, what they say of each other, and every rule's examples. Takes every document
 * for a new one: tightened checks refuse it.
 */
export function checkRuleSetSource(source: RuleSetSource): CheckResult {
  const checked = runSync(checkRuleSetSourceTask(source));
  if ('problems' in checked) return checked;
  const problems = checked.findings.filter(refusesNew);
  return problems.length > 0 ? { problems } : checked;
}

/** The same with pauses, since it takes longer than an answer may wait. Tightened checks are left to the caller. */
export function* checkRuleSetSourceTask(source: RuleSetSource): CooperativeTask<CheckResult> {
  const problems: SourceProblem[] = [];
  const settings = settingsOf(source, problems);
  const codes = codesOf(source, problems);
  const reputation = reputationOf(source, problems);
  const shared = sharedConditionsOf(source, problems);
  const kinds = new Map([...source.lists.values()].map(({ name, kind }) => [name, kind]));
  const context: RuleContext = { facts: catalogue, lists: kinds, shared, codes };
  const lists = yield* readyLists(source);
  checkSharedConditions(context, problems);
  const rules = yield* checkedRules(source, context, problems);
  const trials = yield* mapYielding(rules, 1, (sound) => examplesRunOf(sound, lists, problems));
  if (problems.some(refusesAlways) || settings === undefined)
    return { problems: problems.filter(refusesNew) };
  const parts = { source, facts: catalogue, rules, lists, reputation, codes, settings };
  return { ruleSet: yield* compileRuleSet(parts), exampleRuns: trials, findings: problems };
}

/** Long lists take long to make ready: one that is the same as in an earlier source is taken over from there. */
const readyListCache = new WeakMap<ListSource, CompiledList>();

function* readyLists(source: RuleSetSource): CooperativeTask<Lists> {
  const ready: CompiledList[] = [];
  for (const list of source.lists.values()) {
    const made = readyListCache.get(list) ?? (yield* compilingList(list));
    readyListCache.set(list, made);
    ready.push(made);
  }
  const spellings = yield* spellingsOf(ready.filter(({ source: { kind } }) => kind === 'spellings'));
  return new Map(ready.map((list) => [list.source.name, listWith(list, spellings)]));
}

/** By the revisions of the lists that they stand in. */
const spellingsCache = new LRUCache<string, Spellings>({ max: 8 });

function* spellingsOf(lists: readonly CompiledList[]): CooperativeTask<Spellings> {
  const key = lists.map(({ revision }) => revision).join(' ');
  const made =
    spellingsCache.get(key) ??
    (yield* compilingSpellings(lists.flatMap(({ source: { entries } }) => [...entries])));
  spellingsCache.set(key, made);
  return made;
}

const listCache = new WeakMap<CompiledList, { readonly spellings: Spellings; readonly list: List }>();

/** The list as rules read it, the same one as long as it is read with the same spellings. */
function listWith(ready: CompiledList, spellings: Spellings): List {
  const before = listCache.get(ready);
  if (before?.spellings === spellings) return before.list;
  const list = listWithSpellings(ready, spellings);
  listCache.set(ready, { spellings, list });
  return list;
}

/** Shared conditions are checked where they stand, also when no rule uses them. */
function checkSharedConditions(context: RuleContext, problems: SourceProblem[]): void {
  for (const [name, conditions] of context.shared) {
    const parsed = parseConditions(conditions, context);
    if ('conditions' in parsed) continue;
    problems.push(...parsed.problems.map((problem) => ({ file: conditionFile(name), ...problem })));
  }
}

function* checkedRules(
  source: RuleSetSource,
  context: RuleContext,
  problems: SourceProblem[],
): CooperativeTask<CheckedRule[]> {
  const sound: CheckedRule[] = [];
  const documents = ruleDocumentsOf(source);
  problems.push(...problemsOfNames(documents));
  const broken = brokenConditions(source, problems);
  for (const [file, document] of documents) {
    yield;
    // The condition is to be mended, and not the rules that name it.
    if (mentions(document, broken)) continue;
    const read = checkRule(document, context);
    if ('problems' in read) {
      problems.push(...read.problems.map((problem) => ({ file, ...problem })));
      continue;
    }
    problems.push(...(read.findings ?? []).map((problem) => ({ file, ...problem })));
    sound.push(read);
  }
  return sound;
}

/** Shared conditions that are there and unsound. */
function brokenConditions(source: RuleSetSource, problems: readonly SourceProblem[]): readonly string[] {
  const files = new Set(problems.filter(refusesAlways).map(({ file }) => file));
  return [...source.documents.keys()]
    .filter((file) => files.has(file))
    .flatMap((file) => conditionName(file) ?? []);
}

function mentions(document: Json, conditions: readonly string[]): boolean {
  if (conditions.length === 0) return false;
  const text = JSON.stringify(document);
  return conditions.some((name) => text.includes(`"condition":${JSON.stringify(name)}`));
}

/** Of a rule that compares much, the first say enough. */
const MAX_REASONS = 4;

function examplesRunOf(
  { rule, conditions }: CheckedRule,
  lists: Lists,
  problems: SourceProblem[],
): ExampleRun {
  const results = runExamples(rule, conditions, { facts: catalogue, lists });
  const file = `${rule.name}.json`;
  for (const [index, result] of results.entries()) {
    problems.push(...result.problems.map((problem) => ({ file, ...problem })));
    if (result.passed || result.problems.length > 0) continue;
    const message = `the example "${result.it}" expects ${result.expected}, and the rule says ${result.got}`;
    const why = result.reasons.slice(0, MAX_REASONS).join('; ');
    const hint = `mend the rule or the example: ${why}`;
    problems.push({ file, at: pointer('examples', index), message, hint });
  }
  return { rule, results };
}
