import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { aCallback, aResponse } from '../../../test/support/moderation/builders.js';
import { isPossible } from '../conditions/check/constant-outcome.js';
import { noParameters } from './no-parameters.js';
import { catalogue } from './catalogue.js';

const text = fc.option(
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom('a.co ', 'см.рф,', '13800138000 ', '微信x1 ', 'й', '한', '\u{1f600}'),
      maxLength: 60,
    }),
  ),
);

const packets = fc.record({
  remark: text,
  tagName: text,
  platform: fc.option(fc.constantFrom('Android', 'iOS', 'WEB', 'İOS')),
  eventTime: fc.option(fc.integer()),
  before: fc.nat(3),
});

describe('the values that facts declare', () => {
  it('are all that they read off any packet', () => {
    fc.assert(
      fc.property(packets, ({ remark, tagName, platform, eventTime, before }) => {
        const response = aResponse({ remark, tagName });
        const items = [...Array.from({ length: before }, () => aResponse()), response];
        const callback = aCallback({ items, platform, eventTime });
        for (const { name, values, params, source, nullWhen } of catalogue.values()) {
          if (values === undefined || source.kind !== 'packet' || params !== noParameters) continue;
          const read = source.read({ callback, response, lists: new Map() }, {});
          const impossible = [read].flat().filter((each) => each !== null && !isPossible(each, values));
          const isUndeclaredNull = read === null && nullWhen === undefined;
          expect([name, impossible, isUndeclaredNull]).toEqual([name, [], false]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are declared by every number, and by texts of a kind', () => {
    const without = [...catalogue.values()].filter(
      ({ values, type }) => values === undefined && type === 'number',
    );
    expect(without.map(({ name }) => name)).toEqual([]);
    const named = [...catalogue.values()].filter(
      ({ values }) => values?.kind === 'one-of' || values?.kind === 'text',
    );
    expect(named.map(({ name }) => name)).toEqual([
      'remark',
      'tagName',
      'remarkScripts',
      'tagNameScripts',
      'platform',
      'clientAddress',
      'appId',
    ]);
  });
});
