import { contentHashOf } from './content-hash.js';
import { outcomeOf, verdictCodeOf } from '../rules/outcome.js';
import type { Condition, FactRef } from '../conditions/condition.js';
import { comparisonsOf, readingKeyOf, refsOf } from '../conditions/evaluator.js';
import type { Fact, FactSource } from '../model/fact.js';
import type { Json } from '../model/json.js';
import type { Lists } from '../lists/list.js';
import { RuleIndex } from './rule-index/rule-index.js';
import type { ReputationWeights } from '../state/component-weights.js';
import { RateTable, type RateUse } from '../state/rate-table.js';
import type { CheckedRule } from '../rules/rule.js';
import { readingTableHashOf } from './reading-table.js';
import type { ReadingSlot, RuleSet } from './rule-set.js';
import { ruleVersionOf } from './rule-version.js';
import type { RuleSetSource } from '../rules/rule-set-source.js';
import type { ResultCode } from '../model/result-code.js';
import { mapYielding, type CooperativeTask } from '../../runtime/cooperative-task.js';
import type { CompiledRule, Outcome } from '../rules/compiled-rule.js';
import type { Settings } from '../rules/settings.js';
import type { Question } from '../model/question.js';

/** A rule that was checked, with the document as it was written. */
export interface RuleDocument extends CheckedRule {
  readonly document: Json;
}

/** The checked parts of a source. */
export interface CheckedSource {
  readonly source: RuleSetSource;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly rules: readonly RuleDocument[];
  readonly lists: Lists;
  readonly reputation: ReputationWeights;
  readonly codes: ReadonlyMap<number, ResultCode>;
  readonly settings: Settings;
}

/** Compiles a rule set from checked parts. */
export function* compileRuleSet(checked: CheckedSource): CooperativeTask<RuleSet> {
  const running = checked.rules.filter(({ rule }) => rule.mode !== 'off');
  const slots = yield* factSlotsOf(running, checked.facts);
  const uses = yield* mapYielding(running, 1, ({ conditions }) => rateUsesOf(conditions, checked.facts));
  const rates = new RateTable(uses.flat());
  const index = new Map(slots.map(({ ref }, slot) => [readingKeyOf(ref), slot]));
  const slotOf = (ref: FactRef) => index.get(readingKeyOf(ref)) ?? throwMissingFact(ref);
  const rules = yield* mapYielding(running, 1, compiledRule);
  rules.sort(byEvaluationOrder);
  const content = contentOf(checked);
  const table = slots.map((slot) => readingSlot(slot, rates));
  return {
    hash: yield* contentHashOf(content),
    number: null,
    content,
    source: checked.source,
    rules,
    live: yield* RuleIndex.build(
      rules.filter(({ mode }) => mode === 'live'),
      slotOf,
    ),
    shadow: yield* RuleIndex.build(
      rules.filter(({ mode, rollout }) => mode === 'shadow' || rollout < 100),
      slotOf,
    ),
    table,
    tableHash: readingTableHashOf(table),
    questions: table.flatMap(({ question }) => question ?? []),
    rates: rates.rates,
    lists: checked.lists,
    reputation: checked.reputation,
    codes: checked.codes,
    settings: checked.settings,
  };
}

/** The content that the hash names: the documents as they were written, and each list by its revision. */
function contentOf({
  source,
  lists,
}: CheckedSource): Readonly<Record<string, Readonly<Record<string, Json>>>> {
  return {
    documents: Object.fromEntries(source.documents),
    lists: Object.fromEntries(
      [...lists.values()].map(({ name, kind, revision }) => [name, { kind, revision }]),
    ),
  };
}

type FactSlot = Pick<ReadingSlot, 'ref' | 'fact' | 'params'>;

/** The reading table: every fact with its parameters that a rule needs, once. */
function* factSlotsOf(
  rules: readonly CheckedRule[],
  facts: ReadonlyMap<string, Fact>,
): CooperativeTask<FactSlot[]> {
  const slots = new Map<string, FactSlot>();
  for (const { conditions } of rules) {
    yield;
    for (const ref of refsOf(conditions)) {
      const key = readingKeyOf(ref);
      if (slots.has(key)) continue;
      const fact = facts.get(ref.fact) ?? throwMissingFact(ref);
      slots.set(key, { ref, fact, params: fact.params.parse(ref.params ?? {}) });
    }
  }
  return [...slots.values()];
}

function readingSlot({ ref, fact, params }: FactSlot, rates: RateTable): ReadingSlot {
  const { source } = fact;
  const isCommon = source.kind === 'packet' && (source.isCommon?.(params) ?? false);
  return { ref, fact, params, question: questionOf(source, params, rates), isCommon };
}

function questionOf(source: FactSource<unknown>, params: unknown, rates: RateTable): Question | null {
  switch (source.kind) {
    case 'packet':
      return null;
    case 'rate':
      return { kind: 'rate', rate: rates.indexOf(source.rate(params)) };
    case 'state':
      return source.question(params);
  }
}

/** The counters that conditions read, with what they are compared with. Parsing refused `rate` compared with another fact. */
function rateUsesOf(conditions: Condition, facts: ReadonlyMap<string, Fact>): RateUse[] {
  return comparisonsOf(conditions).flatMap(({ left, right }) => {
    const fact = facts.get(left.fact);
    if (fact?.source.kind !== 'rate' || right.kind !== 'value') return [];
    const request = fact.source.rate(fact.params.parse(left.params ?? {}));
    return [{ request, threshold: Math.max(0, ...numbersIn(right.value)) }];
  });
}

function numbersIn(value: Json): number[] {
  if (typeof value === 'number') return [value];
  return Array.isArray(value) ? value.flatMap((element: Json) => numbersIn(element)) : [];
}

function compiledRule({ document, rule, conditions }: RuleDocument): CompiledRule {
  const outcome = outcomeOf(rule);
  return {
    name: rule.name,
    version: ruleVersionOf(document),
    priority: rule.priority,
    mode: rule.mode === 'live' ? 'live' : 'shadow',
    rollout: rule.rollout,
    outcome,
    code: verdictCodeOf(outcome),
    conditions,
  };
}

const rankOf: Readonly<Record<Outcome['type'], number>> = { deny: 0, allow: 1, flag: 2, label: 3 };

/** Terminal rules first: by priority, higher first, then deny before allow, then name by code point. */
function byEvaluationOrder(a: CompiledRule, b: CompiledRule): number {
  const ends = (rule: CompiledRule) => (rankOf[rule.outcome.type] < rankOf.flag ? 0 : 1);
  return (
    ends(a) - ends(b) ||
    b.priority - a.priority ||
    rankOf[a.outcome.type] - rankOf[b.outcome.type] ||
    (a.name < b.name ? -1 : 1)
  );
}

function throwMissingFact(ref: FactRef): never {
  throw new Error(`The catalogue has no fact "${ref.fact}", although the rule was checked`);
}
