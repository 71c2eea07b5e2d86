import { describe, expect, it } from '@jest/globals';
import { runSync } from '../runtime/cooperative-task.js';
import { ACCEPTED_BODY, EnvelopeWriter, fallbackBody, unjudgedBody } from './envelope-writer.js';
import { refusalBody } from './refusal-bodies.js';

const writer = new EnvelopeWriter();
const written = (...of: Parameters<EnvelopeWriter['friendResponses']>): string =>
  runSync(writer.friendResponses(...of));
const textOf = (code: number): string => `text of ${code}`;
const item = (toAccount: string) =>
  ({ kind: 'response', toAccount, remark: null, tagName: null, action: 'Response_Action_Agree' }) as const;

describe('answers', () => {
  it('have one entry per item, in order', () => {
    const body = written(
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
      const body = written({ items: [item(account)], problems: [] }, [{ code: 0 }], textOf);
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
    expect(written({ items: [], problems }, [], textOf)).toBe(
      '{"ActionStatus":"FAIL","ErrorCode":38003,"ErrorInfo":"/From_Account is missing where text belongs; /ResponseFriendItem is text where a list belongs","ResultItem":[]}',
    );
  });

  it('fail a blocklist deletion with 1, whatever is wrong', () => {
    expect(writer.blocklistDeletion([])).toBe(ACCEPTED_BODY);
    const problems = Array.from({ length: 22 }, (_, index) => ({
      at: `/PairList/${index}`,
      message: 'is bad',
    }));
    expect(JSON.parse(writer.blocklistDeletion(problems))).toMatchObject({
      ErrorCode: 1,
      ErrorInfo: expect.stringMatching(/^\/PairList\/0 is bad; .*; and 2 more$/),
    });
    expect(refusalBody('Sns.CallbackBlackListDelete', 38001, 'x')).toContain('"ErrorCode":1,');
    expect(refusalBody(null, 38001, 'x')).toContain('"ErrorCode":38001,');
  });

  it('have a zero for every item of a friend request, which is not judged', () => {
    const fields = { FriendItem: [{ To_Account: 'a' }, { To_Account: 7 }, 'x', {}] };
    expect(JSON.parse(unjudgedBody('Sns.CallbackPrevFriendAdd', fields))).toEqual({
      ActionStatus: 'OK',
      ErrorCode: 0,
      ErrorInfo: '',
      ResultItem: ['a', '7', '', ''].map((To_Account) => ({ To_Account, ResultCode: 0, ResultInfo: '' })),
    });
    expect(JSON.parse(unjudgedBody('Sns.CallbackPrevFriendAdd', {}))).toMatchObject({ ResultItem: [] });
    expect(unjudgedBody('Sns.CallbackFriendAdd', fields)).toBe(ACCEPTED_BODY);
  });

  it('echo as many accounts as are answered when judging broke down', () => {
    const fields = {
      ResponseFriendItem: Array.from({ length: 20_001 }, (_, index) => ({ To_Account: index })),
    };
    expect(fallbackBody(fields, 'deny').match(/"ResultCode":38000/g)).toHaveLength(20_000);
  });
});
