import { describe, expect, it } from '@jest/globals';
import { array, assert, constantFrom, property } from 'fast-check';
import { parseQuery } from './callback-query.js';

describe("a callback's query", () => {
  it('is read whatever the case of its names', () => {
    const url =
      '/callback?ClientIP=1.2.3.4&CallbackCommand=Sns.X&OptPlatform=iOS&SDKAppID=14&RequestTime=5&Sign=ab&RequestID=r';
    expect(parseQuery(`${url}&contenttype=json`).query).toEqual({
      appId: '14',
      command: 'Sns.X',
      clientAddress: '1.2.3.4',
      platform: 'iOS',
      requestId: 'r',
      sign: 'ab',
      requestTime: '5',
      rest: { contenttype: 'json' },
    });
  });

  it('takes an empty parameter for an absent one', () => {
    expect(parseQuery('/?SdkAppid=&CallbackCommand').query).toMatchObject({ appId: null, command: null });
  });

  it.each([
    ['/?SdkAppid=1&SdkAppid=1', null],
    ['/?SdkAppid=1&sdkappid=1&SDKAPPID=%31', null],
    ['/?SdkAppid=1&SdkAppid=1&sdkappid=2', 'sdkappid'],
    ['/?x=1&y=2&X=', 'X'],
    ['/?x=1&y=2', null],
    ['/', null],
  ])('names what comes twice with two values in %s', (url, ambiguous) =>
    expect(parseQuery(url).ambiguous).toBe(ambiguous),
  );

  it('reads a parameter that comes twice with one value once', () => {
    const { query } = parseQuery('/?SdkAppid=14&x=1&CallbackCommand=C&SdkAppid=14&X=1');
    expect(query).toMatchObject({ appId: '14', command: 'C', rest: { x: '1' } });
  });

  const letters = ['a', 'B', '=', '&', '?', '%41', '%', '+'];
  const queries = array(constantFrom(...letters)).map((all) => all.join(''));
  const isAmbiguous = (query: string): boolean => {
    const sent = [...new URLSearchParams(query)].map(([name, text]) => [name.toLowerCase(), text] as const);
    return sent.some(([name, text]) => sent.some(([other, value]) => name === other && text !== value));
  };
  const firstOfEach = (query: string): Record<string, string> => {
    const seen = new Set<string>();
    const first = [...new URLSearchParams(query)].filter(([name]) => {
      const isNew = !seen.has(name.toLowerCase());
      seen.add(name.toLowerCase());
      return isNew;
    });
    return Object.fromEntries(first);
  };

  it('is read as the web reads queries, whatever it holds', () => {
    assert(
      property(
        queries.filter((query) => !isAmbiguous(query)),
        (query) => {
          const read = parseQuery(`/?${query}`);
          expect(read.ambiguous).toBeNull();
          expect(read.query.rest).toEqual(firstOfEach(query));
        },
      ),
    );
  });

  it('names what has two values as the web reads queries', () => {
    assert(
      property(queries.filter(isAmbiguous), (query) =>
        expect(parseQuery(`/?${query}`).ambiguous).not.toBeNull(),
      ),
    );
  });

  it('survives names like __proto__ and broken escapes', () => {
    expect(JSON.stringify(parseQuery('/?__proto__=x&a=%zz&b=%ff').query.rest)).toBe(
      '{"__proto__":"x","a":"%zz","b":"\uFFFD"}',
    );
  });
});
