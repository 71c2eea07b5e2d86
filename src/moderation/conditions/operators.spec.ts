import { describe, expect, it } from '@jest/globals';
import { standardOperators } from './json-rules-engine.js';
import { decoratorCatalogue, operatorCatalogue, signaturesOf } from './operators.js';

describe('the catalogue of operators', () => {
  it.each([...operatorCatalogue.values()])(
    'describes $name, which can be called, with and without decorators',
    (each) => {
      expect(standardOperators.get(each.name)).not.toBeNull();
      for (const decorator of decoratorCatalogue.keys()) {
        expect(standardOperators.get(`${decorator}:not:${each.name}`)).not.toBeNull();
      }
      expect(each.words.help).toMatch(/\.$/);
    },
  );

  it('knows what a decorated operator takes', () => {
    expect(signaturesOf('someFact:not:someValue:containsText')).toEqual({
      signatures: [
        { left: { kind: 'list', of: { kind: 'text' } }, right: { kind: 'list', of: { kind: 'text' } } },
      ],
    });
  });

  it.each([
    ['equals', { unknown: 'equals', part: 'operator' }],
    ['not:equals', { unknown: 'equals', part: 'operator' }],
    ['nought:equal', { unknown: 'nought', part: 'decorator' }],
    [':equal', { unknown: '', part: 'decorator' }],
  ])('says which part of %s nothing is called', (name, part) => {
    expect(signaturesOf(name)).toEqual(part);
    expect(standardOperators.get(name)).toBeNull();
  });
});
