import { METHODS } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  APP,
  blocklistDeletion,
  friendResponse,
  parameters,
  postDeletions,
  postResponses,
  send,
} from '../support/callback-client.js';
import { startInMemory, type RunningService } from '../support/service.js';

const ok = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' };
const agreement = (account: string, more: object = {}) => ({
  To_Account: account,
  ResponseAction: 'Response_Action_Agree',
  ...more,
});
let packets = 0;
/** Each from another account, so that no account answers in a burst. */
const packetOf = (...items: readonly unknown[]) => ({
  CallbackCommand: friendResponse,
  From_Account: `id${(packets += 1)}`,
  ResponseFriendItem: items,
  EventTime: 1_631_777_645_424,
});
const sample = packetOf(
  { To_Account: 'id1', Remark: 'remark1', TagName: 'group1', ResponseAction: 'Response_Action_AgreeAndAdd' },
  { To_Account: 'id2', Remark: 'remark2', TagName: 'group2', ResponseAction: 'Response_Action_Reject' },
);
const sampleDeletion = {
  CallbackCommand: blocklistDeletion,
  PairList: ['id1', 'id2', 'id3'].map((id) => ({ From_Account: 'id', To_Account: id })),
};
const passed = (...accounts: readonly string[]) => ({
  ...ok,
  ResultItem: accounts.map((account) => ({ To_Account: account, ResultCode: 0, ResultInfo: '' })),
});

describe('the callback endpoint', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startInMemory();
  });
  afterAll(() => service.close());
  const lastDecision = () => service.inside.log.decisions.at(-1);

  it.each(['/', '/callback', '/callback/'])("answers the vendor's sample packet at %s", async (path) => {
    const reply = await postResponses(service.url, { ...sample, EventTime: path.length }, { path });
    expect([reply.status, reply.json]).toEqual([200, passed('id1', 'id2')]);
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(lastDecision()?.callback).toMatchObject({
      appId: APP,
      platform: 'iOS',
      clientAddress: '127.0.0.1',
    });
  });

  it('tolerates further parameters, records them, and never records the signature', async () => {
    const query = parameters(friendResponse, {
      shop: '7',
      RequestID: 'r-1',
      Sign: 'abcdef',
      RequestTime: '1',
    });
    const reply = await postResponses(service.url, packetOf(agreement('params')), { query });
    expect(reply.json).toEqual(passed('params'));
    expect(lastDecision()?.callback).toMatchObject({
      requestId: 'r-1',
      query: { shop: '7', contenttype: 'json' },
    });
    expect(JSON.stringify(lastDecision())).not.toContain('abcdef');
  });

  it('denies the 21st agreement in ten minutes with its code, and not the 20th', async () => {
    const packet = (number: number) => ({ ...packetOf(agreement(`burst${number}`)), From_Account: 'hasty' });
    const codes: unknown[] = [];
    for (let number = 1; number <= 21; number += 1) {
      const { json } = await postResponses(service.url, packet(number));
      codes.push(json);
    }
    expect(codes[19]).toEqual(passed('burst20'));
    expect(codes[20]).toMatchObject({ ...ok, ResultItem: [{ To_Account: 'burst21', ResultCode: 38010 }] });
  });

  it("records the vendor's sample deletion, compact, pretty-printed, or as its page indents it", async () => {
    const pretty = JSON.stringify({ ...sampleDeletion, Note: 1 }, null, 4);
    const asOnThePage = pretty.replaceAll('    ', ' \u00A0 \u00A0');
    for (const body of [sampleDeletion, pretty, asOnThePage]) {
      const reply = await postDeletions(service.url, body);
      expect([reply.status, reply.json]).toEqual([200, ok]);
      expect(service.inside.log.deletions.at(-1)?.callback.pairs).toHaveLength(3);
    }
  });

  it('records 1,000 pairs of long ids, pretty-printed', async () => {
    const PairList = Array.from({ length: 1_000 }, (_, index) => ({
      From_Account: 'f'.repeat(32),
      To_Account: String(index).padStart(32, 't'),
    }));
    const reply = await postDeletions(service.url, JSON.stringify({ PairList }, null, 4));
    expect([reply.status, reply.json]).toEqual([200, ok]);
    expect(service.inside.log.deletions.at(-1)?.callback.pairs).toHaveLength(1_000);
  });

  it.each(['Sns.CallbackFriendAdd', 'C2C.CallbackBeforeSendMsg', '__proto__'])(
    'accepts %s, which it does not handle, without judging',
    async (command) => {
      const before = service.inside.log.decisions.length;
      for (const body of [{ CallbackCommand: command }, {}, '']) {
        const reply = await send(service.url, { query: parameters(command), body });
        expect([reply.status, reply.json]).toEqual([200, ok]);
      }
      expect(service.inside.log.decisions).toHaveLength(before);
    },
  );

  it.each<[string, string]>([
    ['', ''],
    ['SdkAppid=1400000000', ''],
    ['SdkAppid=999', '{}'],
    ['', '{"hello":1}'],
    ['contenttype=json', 'verify'],
    ['CallbackCommand=', '[]'],
    ['', '{"CallbackCommand":""}'],
  ])('accepts a probe: ?%s with body %j', async (query, body) => {
    const before = service.inside.log.decisions.length;
    const reply = await send(service.url, { query, body });
    expect([reply.status, reply.json]).toEqual([200, ok]);
    expect(service.inside.log.decisions).toHaveLength(before);
  });

  it.each([{ SdkAppid: '999' }, { SdkAppid: '' }, { SdkAppid: '1400000000 ' }])(
    'refuses an app that is not ours: %j',
    async (more) => {
      const reply = await postResponses(service.url, sample, { query: parameters(friendResponse, more) });
      expect([reply.status, reply.json]).toMatchObject([403, { ActionStatus: 'FAIL', ErrorCode: 38001 }]);
      const deletion = await send(service.url, {
        query: parameters(blocklistDeletion, more),
        body: sampleDeletion,
      });
      expect([deletion.status, deletion.json]).toMatchObject([403, { ActionStatus: 'FAIL', ErrorCode: 1 }]);
    },
  );

  it('takes the command from the body when the query has none', async () => {
    const query = { SdkAppid: APP };
    const reply = await send(service.url, { query, body: packetOf(agreement('in-body')) });
    expect([reply.status, reply.json]).toEqual([200, passed('in-body')]);
    const stranger = await send(service.url, { body: packetOf(agreement('in-body')) });
    expect([stranger.status, stranger.json]).toMatchObject([403, { ErrorCode: 38001 }]);
  });

  it.each(['SdkAppid=1400000001', 'sdkappid=', 'x=1&X=2'])(
    'refuses a parameter given twice with different values: %s',
    async (twice) => {
      const query = `${new URLSearchParams(parameters(friendResponse)).toString()}&${twice}`;
      const reply = await postResponses(service.url, sample, { query });
      expect([reply.status, reply.json]).toMatchObject([400, { ActionStatus: 'FAIL', ErrorCode: 38005 }]);
    },
  );

  it("refuses a body whose command is not the query's", async () => {
    const reply = await postResponses(service.url, { ...sample, CallbackCommand: blocklistDeletion });
    expect([reply.status, reply.json]).toMatchObject([400, { ActionStatus: 'FAIL', ErrorCode: 38005 }]);
    const deletion = await postDeletions(service.url, { ...sampleDeletion, CallbackCommand: 5 });
    expect([deletion.status, deletion.json]).toMatchObject([400, { ActionStatus: 'FAIL', ErrorCode: 1 }]);
  });

  it.each([
    ['', /empty/],
    ['not json', /is not JSON \(8 characters\)/],
    ['[]', /is a list where an object belongs/],
    ['null', /is null where an object belongs/],
    ['"x"', /is text where an object belongs/],
  ])('refuses the body %j', async (body, why) => {
    const reply = await postResponses(service.url, body);
    expect([reply.status, reply.json]).toEqual([
      400,
      { ActionStatus: 'FAIL', ErrorCode: 38003, ErrorInfo: expect.stringMatching(why) },
    ]);
  });

  it.each([false, true])('refuses a body over the limit (chunked: %p)', async (chunked) => {
    const reply = await postResponses(service.url, Buffer.alloc(1_048_577, ' '), { chunked });
    expect([reply.status, reply.json]).toMatchObject([413, { ActionStatus: 'FAIL', ErrorCode: 38003 }]);
    const stranger = parameters(friendResponse, { SdkAppid: '9' });
    const refused = await postResponses(service.url, Buffer.alloc(1_048_577, ' '), {
      query: stranger,
      chunked,
    });
    expect(refused.status).toBe(403);
  });

  it.each<[object, string, readonly string[]]>([
    [{ ResponseFriendItem: [agreement('a'), 5] }, '/From_Account is missing where text belongs', ['a', '']],
    [
      { From_Account: 1.5, ResponseFriendItem: {} },
      '/From_Account is a number where text belongs; /ResponseFriendItem is an object where a list belongs',
      [],
    ],
    [{ From_Account: 'a' }, '/ResponseFriendItem is missing where a list belongs', []],
    [{ From_Account: 'a', ResponseFriendItem: null }, '/ResponseFriendItem is null where a list belongs', []],
  ])('names every field that keeps %j from being judged', async (packet, why, accounts) => {
    const reply = await postResponses(service.url, packet);
    expect([reply.status, reply.json]).toEqual([
      200,
      { ...passed(...accounts), ActionStatus: 'FAIL', ErrorCode: 38003, ErrorInfo: why },
    ]);
  });

  /**
   * @fault packet: some items cannot be read
   * @effect They go by ON_FAILURE; the others are judged.
   */
  it('judges the good items beside a bad one', async () => {
    const reply = await postResponses(
      service.url,
      packetOf(agreement('good'), { To_Account: 7.5 }, { To_Account: 'half' }),
    );
    expect([reply.status, reply.json]).toEqual([200, passed('good', '', 'half')]);
    expect(lastDecision()?.verdicts.map(({ degraded }) => degraded)).toEqual([
      null,
      'malformed',
      'malformed',
    ]);
  });

  it('answers an empty list with an empty list', async () => {
    const reply = await postResponses(service.url, packetOf());
    expect([reply.status, reply.json]).toEqual([200, passed()]);
  });

  it('records the good pairs of a deletion with bad ones, and names the bad', async () => {
    const PairList = [{ From_Account: 'good', To_Account: 'b' }, { From_Account: 'a' }, 'x'];
    const reply = await postDeletions(service.url, { PairList });
    expect([reply.status, reply.json]).toEqual([
      200,
      {
        ActionStatus: 'FAIL',
        ErrorCode: 1,
        ErrorInfo:
          '/PairList/1/To_Account is missing where text belongs; /PairList/2 is text where an object belongs',
      },
    ]);
    expect(service.inside.log.deletions.at(-1)?.callback.pairs).toEqual([
      { fromAccount: 'good', toAccount: 'b' },
    ]);
  });

  it.each([{}, { PairList: 'x' }])('says what is wrong with the deletion %j', async (packet) => {
    const reply = await postDeletions(service.url, packet);
    expect([reply.status, reply.json]).toMatchObject([
      200,
      {
        ActionStatus: 'FAIL',
        ErrorCode: 1,
        ErrorInfo: expect.stringMatching(/^\/PairList is .* where a list belongs$/),
      },
    ]);
  });

  // Some versions of Node do not know them all.
  it.each(METHODS.filter((method) => !['POST', 'CONNECT', 'HEAD'].includes(method)))(
    'answers %s with 405 in JSON',
    async (method) => {
      const reply = await send(service.url, { method, query: parameters(friendResponse) });
      expect([reply.status, reply.headers['allow'], reply.json]).toMatchObject([
        405,
        'POST',
        { ActionStatus: 'FAIL' },
      ]);
    },
  );

  it('answers HEAD with 405, as JSON without a body', async () => {
    const reply = await send(service.url, { method: 'HEAD' });
    expect([reply.status, reply.text, reply.headers['content-type']]).toEqual([
      405,
      '',
      'application/json; charset=utf-8',
    ]);
  });

  it.each(['/elsewhere', '/callback/x', '/metrics', '/%zz', '//', `/${'x'.repeat(9_000)}`])(
    'answers 404 in JSON at %s',
    async (path) => {
      const reply = await postResponses(service.url, sample, { path });
      expect([reply.status, reply.json]).toMatchObject([404, { ActionStatus: 'FAIL', ErrorCode: 38006 }]);
      const got = await send(service.url, { method: 'GET', path });
      expect([got.status, got.json]).toMatchObject([404, { ActionStatus: 'FAIL' }]);
    },
  );

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'nonsense',
    ';;;',
    'application/json; charset=gbk',
  ])('takes the body for JSON whatever the content type says: %s', async (type) => {
    const reply = await postResponses(service.url, packetOf(agreement(type)), {
      headers: { 'content-type': type },
    });
    expect([reply.status, reply.json]).toEqual([200, passed(type)]);
  });

  it.each<[string, Readonly<Record<string, string>>, boolean]>([
    ['in chunks', {}, true],
    ['after Expect: 100-continue', { expect: '100-continue' }, false],
    ['after another expectation', { expect: 'something' }, false],
  ])('takes a body %s', async (how, headers, chunked) => {
    const reply = await postResponses(service.url, packetOf(agreement(how)), { headers, chunked });
    expect([reply.status, reply.json]).toEqual([200, passed(how)]);
  });

  it.each<[string, object, object]>([
    [
      'nothing optional',
      { From_Account: 'a1', ResponseFriendItem: [agreement('x')] },
      { requesterAssumed: true, requesterAccount: 'a1', eventTime: null },
    ],
    [
      'a time in digits',
      { ...packetOf(agreement('x')), EventTime: '1631777645424' },
      { eventTime: 1_631_777_645_424 },
    ],
    [
      'a time in seconds',
      { ...packetOf(agreement('x')), EventTime: 1_631_777_645 },
      { eventTime: 1_631_777_645_000 },
    ],
    [
      'a time years off',
      { ...packetOf(agreement('x')), EventTime: 9_999_999_999_999 },
      { eventTime: 9_999_999_999_999 },
    ],
    [
      'no time at all',
      { ...packetOf(agreement('x')), EventTime: 'soon' },
      { eventTime: null, extra: { EventTime: 'soon' } },
    ],
    ['fields of tomorrow', { ...packetOf(agreement('x')), New: { a: [1] } }, { extra: { New: { a: [1] } } }],
  ])('judges a packet with %s', async (_what, packet, read) => {
    const reply = await postResponses(service.url, packet);
    expect([reply.status, reply.json]).toEqual([200, passed('x')]);
    expect(lastDecision()?.callback).toMatchObject(read);
  });

  it.each([
    '\ud800 lone',
    'lone \udfff',
    'nul \u0000 nul',
    '\u202Eright to left\u202C',
    '👩‍👩‍👧 family',
    '"quotes" \\ and / slashes',
    '__proto__',
    'constructor',
    ' ',
    '好友',
  ])('echoes and records the text %j as it was sent', async (text) => {
    const reply = await postResponses(
      service.url,
      packetOf(agreement(text, { Remark: text, TagName: text })),
    );
    expect([reply.status, reply.json]).toEqual([200, passed(text)]);
    expect(lastDecision()?.callback.items).toEqual([
      { kind: 'response', toAccount: text, remark: text, tagName: text, action: 'Response_Action_Agree' },
    ]);
    const deletion = await postDeletions(service.url, {
      PairList: [{ From_Account: text, To_Account: text }],
    });
    expect(deletion.json).toEqual(ok);
    expect(service.inside.log.deletions.at(-1)?.callback.pairs).toEqual([
      { fromAccount: text, toAccount: text },
    ]);
  });

  it('judges __proto__ as a key for what it is: a field it does not know', async () => {
    const body =
      '{"From_Account":"a","__proto__":{"From_Account":"b"},"ResponseFriendItem":[{"To_Account":"x","ResponseAction":"y","constructor":{"prototype":1}}]}';
    const reply = await postResponses(service.url, body);
    expect([reply.status, reply.json]).toEqual([200, passed('x')]);
    expect(lastDecision()?.callback.fromAccount).toBe('a');
  });

  /**
   * @fault packet: 55,000 items in a packet
   * @effect The first 20,000 items get an answer; those beyond the first 1,000 go by ON_FAILURE.
   */
  it('answers 20,000 of 55,000 minimal items, and a remark of 0.8 MB', async () => {
    const minimal = `{"From_Account":"a","ResponseFriendItem":[${'{"To_Account":"a"},'.repeat(54_999)}{"To_Account":"a"}]}`;
    const long = packetOf(agreement('x', { Remark: '\u0301'.repeat(400_000) }));
    for (const [packet, items] of [
      [minimal, 20_000],
      [long, 1],
    ] as const) {
      const reply = await postResponses(service.url, packet);
      expect([reply.status, reply.text.match(/ResultCode/g)?.length]).toEqual([200, items]);
    }
  });

  /**
   * @fault packet: the platform delivers a packet twice
   * @effect The copy gets the first answer, and counts once.
   */
  it('gives a copy the first answer, and counts it once', async () => {
    const packet = packetOf(agreement('copied'));
    const [first, second] = await Promise.all([
      postResponses(service.url, packet),
      postResponses(service.url, packet),
    ]);
    expect(second.text).toBe(first.text);
    const ids = service.inside.log.decisions
      .slice(-2)
      .map(({ callback, duplicateOf }) => [callback.id, duplicateOf]);
    expect(ids[1]?.[1]).toBe(ids[0]?.[0]);
  });
});
