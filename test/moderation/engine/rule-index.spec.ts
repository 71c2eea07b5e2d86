import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { buildCondition } from '../../../src/moderation/conditions/build-condition.js';
import type { Condition, FactRef } from '../../../src/moderation/conditions/condition.js';
import { evaluatorOf, readingKeyOf, refsOf } from '../../../src/moderation/conditions/evaluator.js';
import { parseWithLibrary } from '../../../src/moderation/conditions/json-rules-engine.js';
import { Explainer } from '../../../src/moderation/engine/explainer.js';
import { ConditionIndex } from '../../../src/moderation/engine/rule-index/condition-index.js';
import type { RuleMatcher } from '../../../src/moderation/engine/rule-index/rule-matches.js';
import { RuleIndex } from '../../../src/moderation/engine/rule-index/rule-index.js';
import { Unknown, type Reading } from '../../../src/moderation/model/reading.js';
import type { CompiledRule } from '../../../src/moderation/rules/compiled-rule.js';
import { runSync } from '../../../src/runtime/cooperative-task.js';
import { aCompiledRule } from '../../support/moderation/builders.js';
import { conditions, world, type World, type Written } from '../../support/conditions/random-conditions.js';
import { typedComparison, typedValues } from '../../support/conditions/typed-conditions.js';
import { WalkingMatcher } from '../../support/conditions/walking-matcher.js';

const unknown = Unknown.because('late');
const typedWorld = typedValues.map((values): World => ({ values, asked: { a: null, b: null } }));

/** Rules with the table of the readings that they need. */
class Rules {
  readonly all: readonly CompiledRule[];
  private readonly refs: readonly FactRef[];

  constructor(trees: readonly Condition[]) {
    const refs = new Map(trees.flatMap(refsOf).map((ref) => [readingKeyOf(ref), ref]));
    this.refs = [...refs.values()];
    const slots = new Map([...refs.keys()].map((key, slot) => [key, slot]));
    this.slotOf = (ref) => slots.get(readingKeyOf(ref)) ?? -1;
    this.all = trees.map((each, at) => aCompiledRule('no', { name: `rule ${at}`, conditions: each }));
  }

  readonly slotOf: (ref: FactRef) => number;

  /** The readings of these rules in a world, some of them unknown. */
  rowIn({ values, asked }: World, isUnknown: readonly boolean[]): readonly Reading[] {
    return this.refs.map((ref, slot) => {
      if (isUnknown[slot % isUnknown.length] === true) return unknown;
      if (ref.fact !== 'asked') return values[ref.fact] ?? null;
      return ref.params?.['of'] === 'a' ? asked.a : asked.b;
    });
  }
}

function foundBy(matcher: RuleMatcher, row: readonly Reading[]): readonly string[] {
  const matches = matcher.match(row);
  return Array.from(
    { length: matches.count },
    (_, at) => `${matches.name(at)}: ${matches.isCertain(at) ? 'yes' : 'unknown'}`,
  );
}

function treeOf(written: Written): Condition {
  return buildCondition(parseWithLibrary(written), { at: '', shared: new Map() });
}

describe('the rule index and the explainer', () => {
  it.each([
    ['random conditions', conditions([]), world],
    ['sound conditions', conditions([], typedComparison), typedWorld],
  ])('finds the same rules as evaluating each one: %s', (_, written, worlds) => {
    const tally = { yes: 0, unknown: 0, rows: 0 };
    const seen = fc.array(fc.tuple(worlds, fc.array(fc.boolean(), { minLength: 1, maxLength: 4 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 70 }), seen, (each, rows) => {
        const rules = new Rules(each.map(treeOf));
        const index = runSync(RuleIndex.build(rules.all, rules.slotOf));
        const walking = new WalkingMatcher(rules.all, rules.slotOf);
        const explainer = new Explainer(rules.all, rules.slotOf);
        for (const [known, isUnknown] of rows) {
          const row = rules.rowIn(known, isUnknown);
          const found = foundBy(walking, row);
          expect(foundBy(index, row)).toEqual(found);
          expect(explainer.explain(row).map(({ truth }) => truth)).toEqual(
            rules.all.map(({ conditions: one }) => evaluatorOf(one, rules.slotOf)(row)),
          );
          tally.rows += each.length;
          tally.yes += found.filter((one) => one.endsWith('yes')).length;
          tally.unknown += found.filter((one) => one.endsWith('unknown')).length;
        }
      }),
      { numRuns: 300 },
    );
    expect(tally.yes).toBeGreaterThan(tally.rows * 0.1);
    expect(tally.unknown).toBeGreaterThan(tally.rows * 0.1);
    expect(tally.yes + tally.unknown).toBeLessThan(tally.rows * 0.9);
  });

  it('evaluates rules with too many clauses as trees', () => {
    const read = (fact: string): Written => ({ fact, operator: 'equal', value: true });
    const wide = { all: Array.from({ length: 8 }, () => ({ any: [read('f0'), read('f1')] })) };
    const rules = new Rules([treeOf({ all: [read('f0')] }), treeOf(wide)]);
    const index = runSync(RuleIndex.build(rules.all, rules.slotOf));
    expect(foundBy(index, [true, false])).toEqual(['rule 0: yes', 'rule 1: yes']);
    expect(foundBy(index, [unknown, false])).toEqual(['rule 0: unknown', 'rule 1: unknown']);
    expect(foundBy(index, [unknown, true])).toEqual(['rule 0: unknown', 'rule 1: yes']);
    expect(foundBy(index, [true, false])).toEqual(['rule 0: yes', 'rule 1: yes']);
    expect(foundBy(index, [false, false])).toEqual([]);
  });

  it('tells apart readings that look alike', () => {
    const contains = (value: string): Written => ({ fact: 'f0', operator: 'contains', value });
    const lacks = { fact: 'f0', operator: 'doesNotContain', value: 'a' };
    const rules = new Rules([
      treeOf({ all: [contains('a')] }),
      treeOf({ all: [contains('b')] }),
      treeOf({ all: [lacks] }),
    ]);
    const index = runSync(RuleIndex.build(rules.all, rules.slotOf));
    const found = [['a'], ['a', 'b'], ['["a"]'], '["a"]', '', [], null, ['b', 'a']].map((one) =>
      foundBy(index, [one]),
    );
    expect(found).toEqual([
      ['rule 0: yes'],
      ['rule 0: yes', 'rule 1: yes'],
      ['rule 2: yes'],
      [],
      [],
      ['rule 2: yes'],
      [],
      ['rule 0: yes', 'rule 1: yes'],
    ]);
  });

  it('clears the trie of a text operand when it holds too many subsets', () => {
    const rules = new Rules([treeOf({ all: [{ fact: 'f0', operator: 'startsWith', value: 'user_1' }] })]);
    const index = runSync(RuleIndex.build(rules.all, rules.slotOf));
    const found = Array.from({ length: 5_000 }, (_, number) => foundBy(index, [`user_${number}`]).length);
    expect(found.filter((count) => count === 1)).toHaveLength(1_111);
  });

  it('clears its bitmaps when they take too many words', () => {
    const letters = [...'abcdef'];
    const rules = new Rules(
      letters.map((value) => treeOf({ all: [{ fact: 'f0', operator: 'containsText', value }] })),
    );
    const index = runSync(
      ConditionIndex.build(
        rules.all.map((rule) => rule.conditions),
        rules.slotOf,
        { maxCachedWords: 20 },
      ),
    );
    for (let number = 0; number < 200; number += 1) {
      const text = letters.filter((_, bit) => (number & (1 << bit)) !== 0).join('');
      expect(index.match([text]).count).toBe(text.length);
    }
  });
});
