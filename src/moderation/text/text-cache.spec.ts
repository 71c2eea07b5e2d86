import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { TextCache } from './text-cache.js';

describe('what was worked out of recent texts', () => {
  it('is of that text, or is not there', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', '信'), maxLength: 4 });
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 60 }), (asked) => {
        const recent = new TextCache<string>(8);
        for (const text of asked) {
          expect([undefined, `of ${text}`]).toContain(recent.get(text));
          recent.set(text, `of ${text}`);
          expect(recent.get(text)).toBe(`of ${text}`);
        }
      }),
    );
  });

  it('is there for two texts that take turns, whichever they are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (remark, tag) => {
        fc.pre(tag !== remark);
        const recent = new TextCache<string>(2);
        recent.set(remark, 'remark');
        recent.set(tag, 'tag');
        for (let turn = 0; turn < 3; turn += 1) {
          expect(recent.get(remark)).toBe('remark');
          expect(recent.get(tag)).toBe('tag');
        }
      }),
    );
  });
});
