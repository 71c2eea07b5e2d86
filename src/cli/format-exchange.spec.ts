import { describe, expect, it } from '@jest/globals';
import { formatExchange } from './format-exchange.js';

describe('an answer printed for people', () => {
  it('is a table of verdicts', () => {
    const { text, isRight } = formatExchange({
      kind: 'answered',
      status: 200,
      text: '',
      ms: 1.26,
      answer: {
        status: 'OK',
        code: 0,
        why: '',
        items: [
          { toAccount: 'bob', code: 0, why: '' },
          { toAccount: 'eve\u202E', code: 38010, why: 'Too fast.' },
        ],
      },
    });
    expect(isRight).toBe(true);
    expect(text.split('\n')).toEqual([
      'HTTP 200 (1.3 ms): OK 0',
      '  to         verdict  code   info',
      '  bob        allow    0',
      String.raw`  eve\u202e  deny     38010  Too fast.`,
    ]);
  });

  it('says what the platform makes of a failure', () => {
    const failed = { kind: 'answered', text: 'oops', ms: 1, answer: null } as const;
    expect(formatExchange({ ...failed, status: 502 })).toMatchObject({
      isRight: false,
      text: expect.stringMatching(/would let everything pass.\noops$/),
    });
    const refused = {
      ...failed,
      status: 403,
      answer: { status: 'FAIL', code: 38002, why: 'Sign …', items: undefined },
    };
    expect(formatExchange(refused).text).toMatch(
      /^HTTP 403 .*: FAIL 38002 Sign …\nThe platform would take this for a failure/,
    );
    expect(formatExchange({ kind: 'unanswered', why: 'ECONNREFUSED', ms: 1 })).toMatchObject({
      isRight: false,
    });
  });
});
