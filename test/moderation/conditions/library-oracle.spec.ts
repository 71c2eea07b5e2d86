import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { Engine, type TopLevelCondition } from 'json-rules-engine';
import { buildCondition } from '../../../src/moderation/conditions/build-condition.js';
import type { Condition } from '../../../src/moderation/conditions/condition.js';
import { evaluatorOf, readingKeyOf, refsOf } from '../../../src/moderation/conditions/evaluator.js';
import { parseWithLibrary, textOperators } from '../../../src/moderation/conditions/json-rules-engine.js';
import { parseConditions } from '../../../src/moderation/conditions/parse-conditions.js';
import type { Json } from '../../../src/moderation/model/json.js';
import type { Truth } from '../../../src/moderation/model/reading.js';
import {
  conditions,
  shared,
  sharedNames,
  world,
  type World,
  type Written,
} from '../../support/conditions/random-conditions.js';
import { typedComparison, typedFacts, typedValues } from '../../support/conditions/typed-conditions.js';

/** Rules per property run; the fewer engines, the faster. */
const RULES = 20;
const RULES_IN_ALL = Number(process.env['ORACLE_RULES'] ?? 10_000);

describe('the rule language, beside json-rules-engine', () => {
  it(`matches the same rules, ${RULES_IN_ALL} random ones over random readings`, async () => {
    const tally = { answered: 0, matched: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(conditions(sharedNames), { minLength: RULES, maxLength: RULES }),
        shared,
        world,
        async (rules, named, known) => {
          const theirs = await matchedByLibrary(rules, named, known);
          const ours = rules.map((each) => truthOf(builtFrom(each, named), known));
          tally.answered += theirs.filter((each) => each !== null).length;
          tally.matched += theirs.filter((each) => each === 'yes').length;
          expect(ours.filter((_, index) => theirs[index] !== null)).toEqual(
            theirs.filter((each) => each !== null),
          );
        },
      ),
      { numRuns: Math.ceil(RULES_IN_ALL / RULES) },
    );
    // A generator that makes little but rules the library throws at, or rules that never match, would prove nothing.
    expect(tally.answered).toBeGreaterThan(RULES_IN_ALL * 0.6);
    expect(tally.matched).toBeGreaterThan(tally.answered * 0.2);
    expect(tally.matched).toBeLessThan(tally.answered * 0.8);
  }, 300_000);

  it('accepts what is sound, and matches the same', async () => {
    const sound = conditions([], typedComparison);
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(sound, { minLength: RULES, maxLength: RULES }),
        typedValues,
        async (rules, values) => {
          const known: World = { values, asked: { a: null, b: null } };
          const theirs = await matchedByLibrary(rules, new Map(), known);
          const ours = rules.map((each) => truthOf(parsed(each), known));
          answered += theirs.filter((each) => each !== null).length;
          expect(ours.filter((_, index) => theirs[index] !== null)).toEqual(
            theirs.filter((each) => each !== null),
          );
        },
      ),
      { numRuns: Math.ceil(RULES_IN_ALL / RULES / 4) },
    );
    expect(answered).toBeGreaterThan((RULES_IN_ALL / 4) * 0.8);
  }, 300_000);
});

/** As parsing does it, but for the checks: most of these rules would be refused. */
function builtFrom(written: Written, named: ReadonlyMap<string, Written>): Condition {
  return buildCondition(parseWithLibrary(written), { at: '', shared: named });
}

function parsed(written: Written): Condition {
  const read = parseConditions(written, { facts: typedFacts, lists: new Map(), shared: new Map() });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.conditions;
}

function truthOf(condition: Condition, known: World): Truth {
  const slots = new Map<string, number>();
  const row: Json[] = [];
  for (const ref of refsOf(condition)) {
    slots.set(readingKeyOf(ref), row.length);
    row.push(ref.fact === 'asked' ? askedOf(known, ref.params ?? {}) : (known.values[ref.fact] ?? null));
  }
  return evaluatorOf(condition, (ref) => slots.get(readingKeyOf(ref)) ?? -1)(row);
}

function askedOf({ asked }: World, params: Readonly<Record<string, unknown>>): Json {
  return canonicalize(params) === '{"of":"a"}' ? asked.a : asked.b;
}

/** The library's outcome of each rule; `null` where it throws. One run of a fresh engine, or one for each rule if that throws. */
async function matchedByLibrary(
  rules: readonly Written[],
  named: ReadonlyMap<string, Written>,
  known: World,
): Promise<readonly ('yes' | 'no' | null)[]> {
  try {
    const engine = new Engine();
    for (const [name, compare] of textOperators()) engine.addOperator(name, compare);
    for (const [name, condition] of named) engine.setCondition(name, topLevel(condition));
    for (const [name, value] of Object.entries(known.values)) engine.addFact(name, value);
    engine.addFact('asked', (params: Readonly<Record<string, unknown>>) => askedOf(known, params));
    for (const [index, rule] of rules.entries()) {
      engine.addRule({ conditions: topLevel(rule), event: { type: String(index) } });
    }
    const { events } = await engine.run();
    const matched = new Set(events.map(({ type }) => type));
    return rules.map((_, index) => (matched.has(String(index)) ? 'yes' : 'no'));
  } catch {
    if (rules.length === 1) return [null];
    const one = await Promise.all(rules.map((rule) => matchedByLibrary([rule], named, known)));
    return one.flat();
  }
}

/** A copy of its own, because the library writes into what it is given. */
function topLevel(written: Written): TopLevelCondition {
  const copy: TopLevelCondition = JSON.parse(JSON.stringify(written));
  return copy;
}
