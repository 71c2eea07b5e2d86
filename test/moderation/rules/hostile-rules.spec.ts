import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkRuleSetSource } from '../../../src/moderation/engine/check-rule-set-source.js';
import type { Json } from '../../../src/moderation/model/json.js';
import { aRuleFile, aSource } from '../../support/rule-files.js';

const names = [
  'toString',
  'valueOf',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toJSON',
  'then',
  'length',
];
const words = [
  'all',
  'any',
  'not',
  'condition',
  'fact',
  'operator',
  'value',
  'params',
  'path',
  'name',
  'priority',
];

/** JSON as a parser gives it: `__proto__` is a property like others. */
const hostile: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<Json>(
      null,
      true,
      1,
      -1,
      1e308,
      '',
      'remark',
      'rate',
      'equal',
      'in',
      '$.length',
      ...names,
    ),
    fc.array(tie('json'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom(...names, ...words), tie('json')), { maxLength: 4 })
      .map(
        (members) =>
          `{${members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`,
      )
      .map((text): Json => JSON.parse(text)),
  ),
})).json;

describe('rules of any shape', () => {
  it.each(['conditions', 'event', 'examples', 'mode', 'priority', '$schema', 'description'])(
    'are checked without a failure: %s',
    (key) => {
      fc.assert(
        fc.property(hostile, (json) => {
          const checked = checkRuleSetSource(aSource(aRuleFile({ [key]: json })));
          const lines = 'problems' in checked ? checked.problems : checked.findings;
          for (const { message } of lines)
            expect(message).not.toMatch(/TypeError|\bat .*\.js|Cannot convert/u);
        }),
        { numRuns: 300 },
      );
    },
  );

  it('are checked without a failure within conditions', () => {
    fc.assert(
      fc.property(fc.constantFrom(...words), hostile, fc.constantFrom(...words), hostile, (a, x, b, y) => {
        const condition: Json = { fact: 'remark', operator: 'equal', value: 'x', [a]: x, [b]: y };
        for (const conditions of [{ all: [condition] }, { not: condition }, { [a]: x }, condition]) {
          checkRuleSetSource(aSource(aRuleFile({ conditions })));
        }
      }),
      { numRuns: 1_000 },
    );
    expect.assertions(0);
  });

  it('are told when an object pretends to be a list', () => {
    const examples = { length: [{ toString: null }] };
    expect(checkRuleSetSource(aSource(aRuleFile({ examples })))).toMatchObject({
      problems: [{ at: '', message: 'it cannot be read: objects stand where lists or texts are wanted' }],
    });
  });

  it.each<[Json, string]>([
    [{ condition: { toString: 1 } }, 'no shared condition is called {"toString":1}'],
    [{ all: [{ fact: { toString: 1 }, operator: 'equal', value: 1 }] }, 'no fact is called {"toString":1}'],
    [
      { all: [{ fact: 'remark', operator: { toString: 1 }, value: 1 }] },
      'an operator is a text, and this is an object',
    ],
    [
      { all: [{ fact: 'remark', operator: 'equal', value: 'x', path: { toString: 1 } }] },
      '{"toString":1} is not a path of properties and indexes',
    ],
  ])('are told what is wrong, never a stack: %j', (conditions, message) => {
    const checked = checkRuleSetSource(aSource(aRuleFile({ conditions })));
    expect(checked).toMatchObject({ problems: [{ message }] });
  });
});
