import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { runSync } from '../../runtime/cooperative-task.js';
import type { PacketShape } from './packet-shape.js';
import { tolerantJson } from './tolerant-json.js';

const shape: PacketShape = {
  members: new Set(['From_Account']),
  lists: new Map([
    ['Items', { members: new Set(['To_Account', 'Remark']), echoed: 'To_Account' }],
    ['Pairs', { members: new Set(['To_Account']), echoed: null }],
  ]),
};
const rewrite = (text: string) => runSync(tolerantJson(text, shape));
const read = (text: string): unknown => JSON.parse(rewrite(text).text);
const outcomeOf = (parse: () => unknown): unknown => {
  try {
    return { value: parse() };
  } catch {
    return 'refused';
  }
};

describe('the tolerant reading of JSON', () => {
  it('reads strict JSON as JSON.parse does', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('__proto__', 'From_Account', 'Items', '"', '\\'),
    );
    const values = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        texts,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom(true, false, null, 0, -1, 1e21),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(texts, tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(
        fc.dictionary(texts, values, { maxKeys: 5 }),
        fc.constantFrom(undefined, 2),
        (sent, indent) => {
          const text = JSON.stringify(sent, null, indent);
          fc.pre(text.length < 900);
          expect(read(text)).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('refuses what is neither JSON nor tolerated, as JSON.parse does', () => {
    const parts = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"Items"',
      '1',
      '-',
      '.5',
      'true',
      'nul',
      ' ',
      '\\',
      "'",
      '"',
      '//',
      '\u00a0',
    ];
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 12 }), (chosen) => {
        const text = `{${chosen.join('')}}`;
        const strict = outcomeOf(() => JSON.parse(text.replaceAll('\u00a0', ' ')));
        accepted += Number(strict !== 'refused');
        expect(outcomeOf(() => read(text))).toEqual(strict);
      }),
      { numRuns: 5_000 },
    );
    expect(accepted).toBeGreaterThan(5);
  });

  it.each<[string, unknown]>([
    ['{"a":"line\nbreak\tand\u0001\u0000"}', { a: 'line\nbreak\tand\u0001\u0000' }],
    ['{"a\n":1}', { 'a\n': 1 }],
    ['\u00a0{\u3000"a"\u2003:\ufeff[1\u2028,\u000b2\f]\u00a0}\u00a0', { a: [1, 2] }],
    ['{"a":1}\u0000\u0000', { a: 1 }],
    ['{"a":1} \r\n\u0000 \u00a0\u0000\n', { a: 1 }],
    ['{"a":"no\u00a0break \\" \u00a0"}', { a: 'no\u00a0break " \u00a0' }],
    ['{"From\\u005fAccount":"x","From_Account":"y"}', { From_Account: 'y' }],
  ])('tolerates %j', (text, value) => expect(read(text)).toEqual(value));

  it.each([
    '{"a":1}{"b":2}',
    '{"a":1}x',
    '{"a":1}\u0000x',
    '\u0000{"a":1}',
    "{'a':1}",
    '{a:1}',
    '{"a":1,}',
    '{"Items":[1,]}',
    '{"Items":[{"To_Account":"a",}]}',
    '{"a":[1,]}',
    '{"a":{"b":1,}}',
    '{"a":1 /* comment */}',
    '{"a":1 // comment\n}',
    '{"a":01}',
    '{"a":+1}',
    '{"a":1.}',
    '{"a":.5}',
    '{"a":1e}',
    '{"a":NaN}',
    '{"a":True}',
    '{"a":truex}',
    '{"a":"\\x41"}',
    '{"a":"\\u12"}',
    '{"a":"\\\n"}',
    '{"a":"open}',
    '{"a":[1}',
    '{"a":{"b":1]}',
    '{"a" 1}',
    '{"a":}',
    '{,}',
    '{',
    '',
    '[]',
  ])('repairs nothing else: %j', (text) => expect(() => rewrite(text)).toThrow(/ expected at position \d+$/));

  it('keeps a remark in place of a value that is not read and is large, and drops the rest', () => {
    const { text, droppedValues } = rewrite(
      `{"Long":"${'x'.repeat(2_000)}","Deep":${'['.repeat(200)}${']'.repeat(200)},"Small":[1],"From_Account":"a"}`,
    );
    expect(JSON.parse(text)).toEqual({
      Long: '(longer than 1000 characters, not kept)',
      Deep: '(nested more than 100 levels deep, not kept)',
      Small: [1],
      From_Account: 'a',
    });
    expect(droppedValues).toBe(2);
  });

  it('keeps members that are read whole, however long', () => {
    const long = 'x'.repeat(100_000);
    const items = [{ To_Account: long, Remark: long }];
    expect(read(JSON.stringify({ From_Account: long, Items: items, Pairs: items.slice(0, 0) }))).toEqual({
      From_Account: long,
      Items: items,
      Pairs: [],
    });
  });

  it('keeps only the echo of elements behind the first 1,000, and none behind 20,000', () => {
    const element = { To_Account: 'a', Remark: 'r', More: 1 };
    const { text, droppedElements } = rewrite(
      JSON.stringify({ Items: Array.from({ length: 20_010 }, () => element), Pairs: [] }),
    );
    const { Items: items }: { Items: unknown[] } = JSON.parse(text);
    expect([items.length, droppedElements]).toEqual([20_000, 10]);
    expect([items[999], items[1_000]]).toEqual([element, { To_Account: 'a' }]);
  });

  it('keeps all pairs', () => {
    const pairs = Array.from({ length: 20_010 }, () => ({ To_Account: 'a' }));
    expect(read(JSON.stringify({ Pairs: pairs }))).toEqual({ Pairs: pairs });
  });
});

describe('a hostile megabyte', () => {
  const members = Array.from({ length: 60_000 }, (_, index) => `"member${index}":${index % 10}`).join(',');
  const nested = (depth: number) => '['.repeat(depth);
  it.each<[string, string, boolean]>([
    ['60,000 members', `{${members}}`, true],
    ['400,000 brackets', `{"X":${nested(400_000)}`, false],
    ['400,000 brackets that are closed', `{"X":${nested(400_000)}${']'.repeat(400_000)}}`, true],
    ['150,000 objects in each other', `${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`, true],
    ['500,000 no-break spaces', `{${'\u00a0'.repeat(500_000)}"a":1}`, true],
    ['spaces everywhere', `{"Items":[${'{}\u00a0,'.repeat(200_000)}{}]}`, true],
    ['a million control characters', `{"From_Account":"${'\u0001'.repeat(1_000_000)}"}`, true],
    ['500,000 numbers', `{"Items":[${'1,'.repeat(499_999)}1]}`, true],
    ['members in elements', `{"Items":[${`{"m":1},`.repeat(100_000)}{}]}`, true],
    ['quotes without end', `{${'"'.repeat(1_000_000)}`, false],
  ])('of %s is read in slices, into little', (_what, text, isSound) => {
    const { slices, result } = sliced(text);
    expect(result !== null).toBe(isSound);
    const isControl = text.includes('\u0001');
    expect(isControl || (result ?? '').length < 130_000).toBe(true);
    expect(!text.includes('member') || slices > 10).toBe(true);
  });
});

function sliced(text: string): { readonly slices: number; readonly result: string | null } {
  const task = tolerantJson(text, shape);
  let slices = 0;
  try {
    for (;;) {
      const step = task.next();
      slices += 1;
      if (step.done === true) return { slices, result: step.value.text };
    }
  } catch {
    return { slices, result: null };
  }
}
