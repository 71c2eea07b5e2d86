import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkRuleSetSource } from '../../src/moderation/engine/check-rule-set-source.js';
import type { Json } from '../../src/moderation/model/json.js';
import { readRuleFolder } from '../../src/persistence/rule-folder/read-rule-folder.js';
import { sourceOfFiles } from '../../src/policy/rule-files/source-of-files.js';

const odd: readonly Json[] = [
  { toString: 1 },
  { valueOf: null, toString: null },
  { ['__proto__']: { fact: 1 } },
  [[]],
  [{ toString: 1 }],
  null,
  0,
  -1,
  1e308,
  '',
  '\0\ud800',
  true,
  {},
];

/** A copy with one value, of those in it, replaced. */
function replaced(json: Json, at: { left: number }, by: Json): Json {
  if (at.left === 0) {
    at.left -= 1;
    return by;
  }
  at.left -= 1;
  if (Array.isArray(json)) return json.map((each) => replaced(each, at, by));
  if (json === null || typeof json !== 'object') return json;
  return Object.fromEntries(Object.entries(json).map(([key, each]) => [key, replaced(each, at, by)]));
}

describe('checking a rules folder', () => {
  let files: Map<string, string>;
  beforeAll(async () => {
    const { files: texts } = readRuleFolder('rules');
    files = new Map([...texts].flatMap(([file, text]) => (typeof text === 'string' ? [[file, text]] : [])));
    files.set(
      'odd.json',
      (await readFile('rules/accept-burst.json', 'utf8')).replace('"name": "accept-burst"', '"name": "odd"'),
    );
  });

  function problemsWith(file: string, document: Json): readonly string[] {
    const read = sourceOfFiles(new Map([...files, [file, JSON.stringify(document)]]));
    const checked = 'problems' in read ? read : checkRuleSetSource(read.source);
    return 'problems' in checked ? checked.problems.map(({ message }) => message) : [];
  }

  it.each([
    'odd.json',
    'conditions/is-rejection.json',
    'result-codes.json',
    'settings.json',
    'reputation.json',
  ])(
    'says what is wrong, and never fails, whatever stands in %s',
    (file) => {
      const document: Json = JSON.parse(files.get(file) ?? '');
      fc.assert(
        fc.property(fc.nat(60), fc.constantFrom(...odd), (left, by) => {
          expect(() => problemsWith(file, replaced(document, { left }, by))).not.toThrow();
        }),
        { numRuns: 40 },
      );
    },
    60_000,
  );

  it.each<[Json, string]>([
    [{ condition: { toString: 1 } }, 'no shared condition is called {"toString":1}'],
    [{ all: [{ condition: { toString: 1 } }] }, 'no shared condition is called {"toString":1}'],
    [{ all: [{ fact: { toString: 1 }, operator: 'equal', value: 1 }] }, 'no fact is called {"toString":1}'],
    [
      { all: [{ fact: 'remark', operator: { toString: 1 }, value: 1 }] },
      'an operator is a text, and this is an object',
    ],
  ])('says of %j that it is no condition', (conditions, message) => {
    const document: Record<string, Json> = JSON.parse(files.get('odd.json') ?? '');
    const rule = { ...document, conditions };
    expect(problemsWith('odd.json', rule).join('; ')).toContain(message);
  });
});
