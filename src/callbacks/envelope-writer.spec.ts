import { describe, expect, it } from '@jest/globals';
import { ACCEPTED_BODY, EnvelopeWriter, refusalBody } from './envelope-writer.js';

const answers = new EnvelopeWriter();
const textOf = (code: number): string => `text of ${code}`;
const item = (toAccount: string) =>
  ({ kind: 'response', toAccount, remark: null, tagName: null, action: 'Response_Action_Agree' }) as const;

describe('answers', () => {
  it('have one entry per item, in order', () => {
    const body = answers.friendResponses(
      { items: [item('id1'), item('id2')], problems: [] },
      [{ code: 0 }, { code: 38010 }],
      textOf,
    );
    expect(JSON.parse(body)).toEqual({
      ActionStatus: 'OK',
      ErrorCode: 0,
      ErrorInfo: '',
      ResultItem: [
        { To_Account: 'id1', ResultCode: 0, ResultInfo: '' },
        { To_Account: 'id2', ResultCode: 38010, ResultInfo: 'text of 38010' },
      ],
    });
  });

  it.each(['"', '\\', '\ud800', 'a\u0000b', '\u202Eabc', '😀', '__proto__'])(
    'echo the account %j exactly',
    (account) => {
      const body = answers.friendResponses({ items: [item(account)], problems: [] }, [{ code: 0 }], textOf);
      expect(JSON.parse(Buffer.from(body).toString())).toMatchObject({
        ResultItem: [{ To_Account: account }],
      });
    },
  );

  it('name every field that is wrong, and have an empty list where there is none', () => {
    const problems = [
      { at: '/From_Account', message: 'is missing where text belongs' },
      { at: '/ResponseFriendItem', message: 'is text where a list belongs' },
    ];
    expect(answers.friendResponses({ items: [], problems }, [], textOf)).toBe(
      '{"ActionStatus":"FAIL","ErrorCode":38003,"ErrorInfo":"/From_Account is missing where text belongs; /ResponseFriendItem is text where a list belongs","ResultItem":[]}',
    );
  });

  it('fail a blocklist deletion with 1, whatever is wrong', () => {
    expect(answers.blocklistDeletion([])).toBe(ACCEPTED_BODY);
    const problems = Array.from({ length: 22 }, (_, index) => ({
      at: `/PairList/${index}`,
      message: 'is bad',
    }));
    expect(JSON.parse(answers.blocklistDeletion(problems))).toMatchObject({
      ErrorCode: 1,
      ErrorInfo: expect.stringMatching(/^\/PairList\/0 is bad; .*; and 2 more$/),
    });
    expect(refusalBody('Sns.CallbackBlackListDelete', 38001, 'x')).toContain('"ErrorCode":1,');
    expect(refusalBody(null, 38001, 'x')).toContain('"ErrorCode":38001,');
  });
});
