import { describe, expect, it } from '@jest/globals';
import { decodeEntries } from './entry-codec.js';

/** As version 0.1.0 stored them. */
const stored =
  '[{"value":"ca\\u0000sino","reason":null,"author":"kim","expiresAt":1764374400000,"form":"loose"},' +
  '{"value":"力口","reason":"spelling","author":null,"expiresAt":null,"means":"加"}]';

describe('stored entries of a list', () => {
  it('are read as version 0.1.0 stored them', () => {
    expect(decodeEntries(stored)).toEqual([
      { value: 'ca\0sino', reason: null, author: 'kim', expiresAt: 1_764_374_400_000, form: 'loose' },
      { value: '力口', reason: 'spelling', author: null, expiresAt: null, means: '加' },
    ]);
    expect(decodeEntries('[]')).toEqual([]);
  });

  it.each([
    '{}',
    '[null]',
    '[["value"]]',
    '[{"value":1,"reason":null,"author":null,"expiresAt":null}]',
    '[{"value":"a","reason":null,"author":null}]',
    '[{"value":"a","reason":null,"author":null,"expiresAt":"never"}]',
    '[{"value":"a","reason":null,"author":null,"expiresAt":null,"form":"fuzzy"}]',
    '[{"value":"a","reason":null,"author":null,"expiresAt":null,"means":1}]',
    '[',
  ])('are refused when they are something else: %s', (text) => {
    expect(() => decodeEntries(text)).toThrow(SyntaxError);
  });
});
