import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../../facts/catalogue.js';
import { Pattern } from '../pattern.js';
import { factHint, keyHint, operatorHint } from './name-hints.js';

describe('a hint', () => {
  it.each([
    ['remarkLenght', 'did you mean "remarkLength"?'],
    ['accountAgeDays', 'packets do not tell the age of an account'],
    ['emojiCount', 'use matches with a pattern: \\p{So} finds emoji'],
    ['trustLevel', 'use reputation: a score from 0 to 100'],
    ['zzzzzzzzzzzz', 'docs/rules/facts.md lists all of them'],
  ])('for a fact called %s', (name, hint) => {
    expect(factHint(name, catalogue.keys())).toBe(hint);
  });

  it('names only facts that exist', () => {
    const names = [
      'hour',
      'upperShare',
      'domainName',
      'countryCode',
      'textLang',
      'device',
      'content',
      'block',
      'velocity',
      'risk',
    ];
    const hints = names.map((name) => factHint(name, []));
    const facts =
      hints.join(' ').match(/\b(?:remark|tagName|sinceUnblock|inList|platform|rate|reputation)\w*/gu) ?? [];
    expect(facts.filter((fact) => !catalogue.has(fact))).toEqual([]);
    expect(facts.length).toBeGreaterThan(5);
  });

  it('shows patterns that find what they promise', () => {
    const found = (name: string, text: string) => {
      const pattern = Pattern.of(/pattern: (\S+) finds/u.exec(factHint(name, []))?.[1] ?? '(');
      return typeof pattern !== 'string' && pattern.isFoundIn(text);
    };
    expect([found('capsShare', 'BUY NOW 1'), found('capsShare', 'BUY now')]).toEqual([true, false]);
    expect([found('emojis', 'hi \u{1f600}'), found('emojis', 'hi')]).toEqual([true, false]);
    expect([found('digits', 'a12345'), found('digits', 'a1234')]).toEqual([true, false]);
  });

  it.each([
    ['between', 'operator', 'write two comparisons in "all": greaterThanInclusive and lessThanInclusive'],
    ['isEmpty', 'operator', 'compare with null: "operator": "notEqual", "value": null'],
    ['>=', 'operator', 'write "greaterThanInclusive"'],
    ['greater_than', 'operator', 'did you mean "greaterThan"?'],
    ['any', 'decorator', 'there are not, swap, someFact, everyFact, someValue, everyValue'],
  ] as const)('for %s as %s', (name, part, hint) => {
    expect(operatorHint(name, part)).toBe(hint);
  });

  it('for a key of a condition', () => {
    expect(keyHint('sum', ['all'])).toBe('conditions have no arithmetic: compare each value');
    expect(keyHint('opertor', ['operator'])).toBe('did you mean "operator"?');
  });
});
