import { compileRuleSet, type RuleDocument } from './compile-rule-set.js';
import { parseConditions } from '../conditions/parse-conditions.js';
import { runExamples, type ExampleResult } from '../rules/run-examples.js';
import { catalogue } from '../facts/catalogue.js';
import { compileLists } from './compile-lists.js';
import type { ListSource, Lists } from '../lists/list.js';
import { comparisonFindings } from '../rules/compare-rules.js';
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

/** The results of a rule's examples. */
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
  | { readonly problems: readonly SourceProblem[]; readonly warnings: readonly SourceProblem[] };

/**
 * Checks every file by itself, the references between files, and every rule's examples. Treats every document as a new one:
 * tightened checks refuse it.
 */
export function checkRuleSetSource(source: RuleSetSource): CheckResult {
  const checked = runSync(checkRuleSetSourceTask(source));
  if ('problems' in checked) return checked;
  return checked.findings.some(refusesNew) ? refusal(checked.findings) : checked;
}

function refusal(found: readonly SourceProblem[]): CheckResult {
  return {
    problems: found.filter(refusesNew),
    warnings: found.filter((problem) => !refusesNew(problem)),
  };
}

/** The same as a cooperative task, since it takes longer than an answer may wait. Tightened checks are left to the caller. */
export function* checkRuleSetSourceTask(source: RuleSetSource): CooperativeTask<CheckResult> {
  const found: SourceProblem[] = [];
  const settings = settingsOf(source, found);
  const codes = codesOf(source, found);
  const reputation = reputationOf(source, found);
  const shared = sharedConditionsOf(source, found);
  const kinds = new Map([...source.lists.values()].map(({ name, kind }) => [name, kind]));
  const termsOf = (list: string) => spellingsOf(source.lists.get(list));
  const context: RuleContext = { facts: catalogue, lists: kinds, termsOf, shared, codes };
  const lists = yield* compileLists(source);
  checkSharedConditions(context, found);
  const rules = yield* checkedRules(source, context, found);
  const exampleRuns = yield* mapYielding(rules, 1, (rule) => examplesRunOf(rule, lists, found));
  if (found.some(refusesAlways) || settings === undefined) return refusal(found);
  const parts = { source, facts: catalogue, rules, lists, reputation, codes, settings };
  return { ruleSet: yield* compileRuleSet(parts), exampleRuns, findings: found };
}

/** Lists with more entries are not searched for the terms that rules name: that would take too long. */
const MAX_SEARCHED_ENTRIES = 20_000;

function spellingsOf(list: ListSource | undefined): ((value: string) => boolean) | null {
  if (list === undefined || list.entries.length > MAX_SEARCHED_ENTRIES) return null;
  return (value) => {
    for (const entry of list.entries) if (entry.value === value) return true;
    return false;
  };
}

/** Shared conditions are checked where they stand, also when no rule uses them. */
function checkSharedConditions(context: RuleContext, problems: SourceProblem[]): void {
  for (const [name, conditions] of context.shared) {
    const parsed = parseConditions(conditions, context);
    const found = 'conditions' in parsed ? parsed.findings : parsed.problems;
    problems.push(...found.map((problem) => ({ file: conditionFile(name), ...problem })));
  }
}

function* checkedRules(
  source: RuleSetSource,
  context: RuleContext,
  problems: SourceProblem[],
): CooperativeTask<RuleDocument[]> {
  const checked: RuleDocument[] = [];
  const documents = ruleDocumentsOf(source);
  problems.push(...problemsOfNames(documents));
  const broken = brokenConditions(source, problems);
  const named: Rule[] = [];
  for (const [file, document] of documents) {
    yield;
    // The shared condition is to be mended, and not the rules that name it.
    if (mentions(document, broken)) continue;
    const read = checkRule(document, context);
    if ('problems' in read) {
      problems.push(...read.problems.map((problem) => ({ file, ...problem })));
      continue;
    }
    problems.push(...read.findings.map((problem) => ({ file, ...problem })));
    checked.push({ ...read, document });
    if (file === `${read.rule.name}.json`) named.push(read.rule);
  }
  problems.push(...comparisonFindings(named, source.documents));
  return checked;
}

/** Names of shared conditions that exist and are unsound. */
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

/** Reasons that are shown for an example: a long rule has many. */
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
    if (result.passed || result.problems.some(refusesAlways)) continue;
    const message = `the example "${result.it}" expects ${result.expected}, and the rule says ${result.got}`;
    const why = result.reasons.slice(0, MAX_REASONS).join('; ');
    const hint = `mend the rule or the example: ${why}`;
    problems.push({ file, at: pointer('examples', index), message, hint });
  }
  return { rule, results };
}
