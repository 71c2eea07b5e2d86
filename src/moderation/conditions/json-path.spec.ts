import { describe, expect, it } from '@jest/globals';
import { parseJsonPath, valueAt } from './json-path.js';

describe('a path', () => {
  it.each<[string, readonly string[]]>([
    ['$', []],
    ['$.a.b', ['a', 'b']],
    ['a.b[2]', ['a', 'b', '2']],
    ['$.a[0]', ['a', '0']],
    ["$['a b']", ['a b']],
    ['$["a.b"].c', ['a.b', 'c']],
    ["$.a.['b.c']", ['a', 'b.c']],
    ['$[0][1]', ['0', '1']],
    ['$.forum-posts', ['forum-posts']],
    ["$['*']", ['*']],
    ["$['$']", ['$']],
    ['$.[0].id', ['0', 'id']],
  ])('%s is made of properties and indexes', (source, steps) => {
    expect(parseJsonPath(source)).toEqual(steps);
  });

  it.each([
    '',
    '.a',
    '$..a',
    '$.*',
    '$[*]',
    '$[-1]',
    '$[0:2]',
    '$[0,1]',
    '$[?(@.a)]',
    '$[(@.length-1)]',
    '$.a^',
    '$.a~',
    '$.a.',
    '$[',
    "$['a",
    '$a',
    "$['']",
  ])('%s is none', (source) => {
    expect(parseJsonPath(source)).toBeNull();
  });

  it.each<[unknown, string, unknown]>([
    [{ a: { b: [1, 2] } }, '$.a.b[1]', 2],
    [[['x']], '$[0][0]', 'x'],
    [{ a: null }, '$.a', null],
    [{ a: null }, '$.a.b', undefined],
    [{ a: 1 }, '$.b.c', undefined],
    [[1, 2], '$.length', 2],
    ['text', '$.length', 'text'],
    [null, '$.a', null],
    [7, '$[0]', 7],
  ])('of %j by %s gives %j', (value, source, found) => {
    expect(valueAt(value, parseJsonPath(source) ?? [])).toEqual(found);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'does not reach what is inherited: %s',
    (name) => {
      expect(valueAt({ a: {} }, ['a', name])).toBeUndefined();
      expect(valueAt([], [name])).toBeUndefined();
    },
  );

  it('reaches an own property of a name that others inherit', () => {
    expect(valueAt(JSON.parse('{"__proto__":{"a":1}}'), ['__proto__', 'a'])).toBe(1);
  });
});
