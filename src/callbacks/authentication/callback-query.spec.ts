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
    ['/?SdkAppid=1&SdkAppid=1', 'SdkAppid'],
    ['/?SdkAppid=1&sdkappid=2', 'sdkappid'],
    ['/?x=1&y=2&X=', 'X'],
    ['/?x=1&y=2', null],
    ['/', null],
  ])('names what comes twice in %s', (url, repeated) => expect(parseQuery(url).repeated).toBe(repeated));

  const letters = ['a', 'B', '=', '&', '?', '%41', '%', '+'];
  const queries = array(constantFrom(...letters)).map((all) => all.join(''));
  const sentTwice = (query: string): boolean => {
    const names = [...new URLSearchParams(query)].map(([name]) => name.toLowerCase());
    return new Set(names).size < names.length;
  };

  it('is read as the web reads queries, whatever it holds', () => {
    assert(
      property(
        queries.filter((query) => !sentTwice(query)),
        (query) => {
          const read = parseQuery(`/?${query}`);
          expect(read.repeated).toBeNull();
          expect(read.query.rest).toEqual(Object.fromEntries(new URLSearchParams(query)));
        },
      ),
    );
  });

  it('names what comes twice as the web reads queries', () => {
    assert(
      property(queries.filter(sentTwice), (query) =>
        expect(parseQuery(`/?${query}`).repeated).not.toBeNull(),
      ),
    );
  });

  it('survives names like __proto__ and broken escapes', () => {
    expect(JSON.stringify(parseQuery('/?__proto__=x&a=%zz&b=%ff').query.rest)).toBe(
      '{"__proto__":"x","a":"%zz","b":"\uFFFD"}',
    );
  });
});
