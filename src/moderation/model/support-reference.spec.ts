import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { formatSupportReference, parseSupportReference, supportReferenceOf } from './support-reference.js';

const DECISION = '019aab00-0000-7000-8000-000000000001';

describe('a support reference', () => {
  it('is fixed for a decision and an item', () => {
    const references = [0, 1, 999].map((item) => formatSupportReference(supportReferenceOf(DECISION, item)));
    expect(references).toEqual(['E1JBZD', 'W6CZ6M', 'Z7W9WS']);
  });

  it('is read as people type it', () => {
    const reference = parseSupportReference('7K2MQD');
    expect(reference).not.toBeNull();
    for (const typed of ['7k2mqd', ' 7K2-MQD ', '7k2 mqd'])
      expect(parseSupportReference(typed)).toBe(reference);
    expect(parseSupportReference('O1IL00')).toBe(parseSupportReference('011100'));
  });

  it('is not read out of other texts', () => {
    for (const typed of ['', '7K2MQ', '7K2MQDX', '7K2MQU', '漢字漢字漢字', '7K2MQ!'])
      expect(parseSupportReference(typed)).toBeNull();
  });

  it('is six digits, and comes back from them', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(20_000), (decision, item) => {
        const reference = supportReferenceOf(decision, item);
        const text = formatSupportReference(reference);
        expect(text).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/);
        expect(parseSupportReference(text)).toBe(reference);
      }),
    );
  });
});
