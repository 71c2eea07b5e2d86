import { describe, expect, it } from '@jest/globals';
import {
  aBrokenItem,
  aCallback,
  aCompiledRule,
  aResponse,
  aRuleSet,
} from '../../../test/support/moderation/builders.js';
import type { Verdict } from '../model/decision.js';
import { alignRepeatedAccounts, judge, judgeShadow } from './judge.js';
import type { CompiledRule } from '../rules/compiled-rule.js';

const allowRule = (name: string): Partial<CompiledRule> => ({ name, outcome: { type: 'allow' } });
const denyRule = (name: string, code: number): Partial<CompiledRule> => ({
  name,
  outcome: { type: 'deny', code },
});

function verdictBy(rules: readonly CompiledRule[], onFailure: 'allow' | 'deny' = 'allow'): Verdict {
  return judge(aRuleSet({ rules }), aCallback(), 0, [], onFailure).verdict;
}

describe('judging an item', () => {
  it('lets pass what no rule matches', () => {
    expect(verdictBy([aCompiledRule('no')])).toEqual({ code: 0, rule: null, matched: [], degraded: null });
  });

  it('lets the first rule that matches decide, and writes down all that matched', () => {
    const rules = [
      aCompiledRule('no', denyRule('never', 38010)),
      aCompiledRule('yes', denyRule('first', 38011)),
      aCompiledRule('yes', allowRule('second')),
    ];
    expect(verdictBy(rules)).toEqual({
      code: 38011,
      rule: 'first',
      ruleVersion: '0123456789abcdef',
      matched: ['first', 'second'],
      degraded: null,
    });
  });

  it('is degraded when an unknown rule stood before and would have denied what passes', () => {
    const rules = [
      aCompiledRule('unknown', denyRule('unsure', 38010)),
      aCompiledRule('yes', allowRule('trusted')),
    ];
    expect(verdictBy(rules)).toMatchObject({ code: 0, rule: 'trusted', degraded: 'unknown' });
  });

  it('is degraded when an unknown rule stood before and would have let pass what is denied', () => {
    const rules = [
      aCompiledRule('unknown', allowRule('trusted')),
      aCompiledRule('yes', denyRule('sure', 38010)),
    ];
    expect(verdictBy(rules)).toMatchObject({ code: 38010, degraded: 'unknown' });
  });

  it('is not degraded when the unknown rule would have said the same', () => {
    const rules = [
      aCompiledRule('unknown', denyRule('unsure', 38010)),
      aCompiledRule('yes', denyRule('sure', 38010)),
    ];
    expect(verdictBy(rules)).toMatchObject({ code: 38010, rule: 'sure', degraded: null });
  });

  it('is not degraded by an unknown rule that stands behind the one that decided', () => {
    const rules = [
      aCompiledRule('yes', denyRule('sure', 38010)),
      aCompiledRule('unknown', allowRule('late')),
    ];
    expect(verdictBy(rules)).toMatchObject({ code: 38010, degraded: null });
  });

  it('goes by ON_FAILURE when none matched and a deny rule is unknown', () => {
    const rules = [aCompiledRule('unknown', denyRule('unsure', 38010))];
    expect(verdictBy(rules, 'allow')).toEqual({ code: 0, rule: null, matched: [], degraded: 'unknown' });
    expect(verdictBy(rules, 'deny')).toEqual({ code: 38000, rule: null, matched: [], degraded: 'unknown' });
  });

  it('passes undegraded when only a rule that lets pass is unknown', () => {
    expect(verdictBy([aCompiledRule('unknown', allowRule('trusted'))], 'deny')).toMatchObject({
      code: 0,
      degraded: null,
    });
  });

  it('leaves the verdict to others when a shadow rule matches, and records the match', () => {
    const ruleSet = aRuleSet({ rules: [aCompiledRule('yes', { name: 'trial', mode: 'shadow' })] });
    expect(judge(ruleSet, aCallback(), 0, [], 'allow').verdict).toMatchObject({ code: 0, matched: [] });
    expect(judgeShadow(ruleSet, aCallback(), 0, [])).toEqual([
      { item: 0, rule: 'trial', outcome: 'deny', code: 38010 },
    ]);
  });

  it('puts a live rule in shadow for accounts outside its share', () => {
    const ruleSet = aRuleSet({ rules: [aCompiledRule('yes', { rollout: 0 })] });
    expect(judge(ruleSet, aCallback(), 0, [], 'allow').verdict.code).toBe(0);
    expect(judgeShadow(ruleSet, aCallback(), 0, [])).toHaveLength(1);
  });

  it('flags the account that the rule names, and lets the item pass', () => {
    const rule = aCompiledRule('yes', { name: 'look', outcome: { type: 'flag', account: 'to' } });
    const { verdict, effects } = judge(aRuleSet({ rules: [rule] }), aCallback(), 0, [], 'allow');
    expect(verdict).toEqual({ code: 0, rule: null, matched: ['look'], degraded: null });
    expect(effects).toEqual([{ type: 'flag', item: 0, rule: 'look', account: 'asker' }]);
  });
});

describe('the same account twice in a packet', () => {
  const passed: Verdict = { code: 0, rule: null, matched: [], degraded: null };
  const denied: Verdict = { code: 38010, rule: 'a-rule', matched: ['a-rule'], degraded: null };

  it('gets the stricter verdict both times', () => {
    const items = [aResponse(), aResponse({ toAccount: 'other' }), aResponse()];
    expect(alignRepeatedAccounts(items, [passed, passed, denied]).map((verdict) => verdict.code)).toEqual([
      38010, 0, 38010,
    ]);
  });

  it('gets a denial by a rule rather than one by ON_FAILURE, so that the rule is recorded', () => {
    const undecided: Verdict = { code: 38003, rule: null, matched: [], degraded: 'malformed' };
    const items = [aBrokenItem({ toAccount: 'asker' }), aResponse()];
    expect(alignRepeatedAccounts(items, [undecided, denied])).toEqual([{ ...denied, matched: [] }, denied]);
  });

  it('is not found in elements that name no account', () => {
    const items = [aBrokenItem(), aBrokenItem()];
    expect(alignRepeatedAccounts(items, [passed, denied]).map((verdict) => verdict.code)).toEqual([0, 38010]);
  });
});
