import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseJsonDocument, positionsOf } from './json-document.js';

describe('a JSON document', () => {
  it('is what JSON.parse makes of its text', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseJsonDocument(text)).toMatchObject({ document: JSON.parse(text), repeated: [] });
      }),
    );
  });

  it.each([
    ['{"a": 1\n "b": 2}', 'a comma is missing', 1, 8],
    ['[1\n,2 3]', 'a comma is missing', 2, 3],
    ['{\n  "a": 1,\n}', 'a comma is too many', 2, 9],
    ['[1, 2,]', 'a comma is too many', 1, 6],
    ['{"a" 1}', 'a colon is missing', 1, 6],
    ['{"a": }', 'a value is missing', 1, 7],
    ['{"a": [1}', 'a ] is missing', 1, 9],
    ['{"a": 1', 'a } is missing', 1, 8],
    ['{"a": 1}}', 'something follows after its end', 1, 9],
    ['// no\n{}', 'JSON has no comments', 1, 1],
    ["{'a': 1}", 'names and texts stand in double quotes', 1, 2],
    ['{“a”: 1}', 'names and texts stand in double quotes', 1, 2],
    ['{"a": "b\n"}', 'the quotes of a text are not closed on its line', 1, 7],
    ['{"a": 01}', 'a number begins with 0', 1, 8],
    ['{"a": "\t"}', 'a text holds a control character', 1, 7],
    ['{"a": 1,\n<<<<<<< HEAD\n"b": 2}', 'a merge was not finished', 2, 1],
    ['<!DOCTYPE html>\n<html>', 'it is a web page', 1, 1],
  ])('says where it is none: %j', (text, error, line, column) => {
    const parsed = parseJsonDocument(text);
    expect(parsed).toEqual({ error: expect.stringContaining(error), position: { line, column } });
  });

  it('may not be empty', () => {
    expect(parseJsonDocument(' \n')).toEqual({ error: 'the file is empty', position: null });
  });

  it('names keys that stand in one object twice, with both places', () => {
    const text = '{\n  "all": [{"a": 1, "a": 2}],\n  "b/c": {"all": 0},\n  "b/c": 1,\n  "\\u0061ll": []\n}';
    expect(parseJsonDocument(text)).toMatchObject({
      repeated: [
        { key: 'a', at: '/all/0/a', first: { line: 2, column: 12 }, again: { line: 2, column: 20 } },
        { key: 'b/c', at: '/b~1c', first: { line: 3, column: 3 }, again: { line: 4, column: 3 } },
        { key: 'all', at: '/all', first: { line: 2, column: 3 }, again: { line: 5, column: 3 } },
      ],
    });
  });

  it('names numbers that cannot be kept as they are written', () => {
    expect(
      parseJsonDocument('{"a": [9007199254740991, 14000000000000000001],\n"b": 1e999, "c": -0.5e-3}'),
    ).toMatchObject({
      rounded: [
        {
          at: '/a/1',
          written: '14000000000000000001',
          read: 14_000_000_000_000_000_000,
          line: 1,
          column: 26,
        },
        { at: '/b', written: '1e999', read: Infinity, line: 2, column: 6 },
      ],
    });
  });

  it('is read however deep it is nested', () => {
    const depth = 200_000;
    const text = '['.repeat(depth) + ']'.repeat(depth);
    expect(() => parseJsonDocument(text)).not.toThrow();
    expect(parseJsonDocument('['.repeat(depth))).toMatchObject({ error: expect.any(String) });
  });

  it('says where the values are that pointers lead to', () => {
    const text = '{\r\n  "a": [10,\r\n    {"b/c": true}]\r\n}';
    const positions = positionsOf(text, new Set(['', '/a/1/b~1c', '/a/0', '/a/7']));
    expect(Object.fromEntries(positions)).toEqual({
      '': { line: 1, column: 1 },
      '/a/0': { line: 2, column: 9 },
      '/a/1/b~1c': { line: 3, column: 13 },
    });
  });
});
