import { describe, expect, it } from '@jest/globals';
import { aRuleFile, aSource } from '../../../test/support/rule-files.js';
import { checkRuleSetSource } from '../engine/check-rule-set-source.js';
import type { Json } from '../model/json.js';
import { defaultWeights } from './reputation.js';

function checkedWith(reputation: Json | undefined) {
  const { documents, lists } = aSource(aRuleFile());
  const all = reputation === undefined ? documents : new Map([...documents, ['reputation.json', reputation]]);
  return checkRuleSetSource({ documents: all, lists });
}

function problemsWith(reputation: Json): readonly string[] {
  const checked = checkedWith(reputation);
  if (!('problems' in checked)) throw new Error('nothing was found wrong');
  return checked.problems.map(({ file, at, message }) => `${file} ${at}: ${message}`);
}

function setWith(reputation: Json | undefined) {
  const checked = checkedWith(reputation);
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  return checked.ruleSet;
}

describe('the weights of reputations', () => {
  it('are those that friendgate came with, where the rules have none', () => {
    expect(setWith(undefined).reputation).toEqual(defaultWeights);
  });

  it('are those of the rules, and what these leave out stays as it was', () => {
    const { reputation } = setWith({ start: 60, components: { rejected: { weight: -3, keeps: 5 } } });
    expect(reputation.start).toBe(60);
    expect(reputation.components.rejected).toEqual({ weight: -3, keeps: 5 });
    expect(reputation.components.agreed).toEqual(defaultWeights.components.agreed);
  });

  it('belong to the rule set: other weights make another hash', () => {
    const withStart = (start: number) => setWith({ start, components: {} }).hash;
    expect(withStart(50)).not.toBe(withStart(51));
  });

  it('are refused with the place of what is wrong', () => {
    const liked = { weight: 1, keeps: 1 };
    const rejected = { weight: -51, keeps: 33 };
    expect(problemsWith({ start: 50.5, components: { liked, rejected } })).toEqual([
      'reputation.json /start: a whole number is wanted, and this is 50.5',
      'reputation.json /components/rejected/weight: it must be at least -50',
      'reputation.json /components/rejected/keeps: it must be at most 32',
      'reputation.json /components/liked: nothing here is called "liked"',
    ]);
  });
});
