import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { platform as platformFact } from '../../src/moderation/facts/packet/platform.js';
import {
  APP,
  friendResponse,
  parameters,
  postDeletions,
  postResponses,
  send,
} from '../support/callback-client.js';
import { readFact } from '../support/moderation/read-fact.js';
import { startInMemory, type RunningService } from '../support/service.js';

let service: RunningService;
beforeAll(async () => {
  service = await startInMemory();
});
afterAll(() => service.close());

let packets = 0;
/** Each from an account of its own, so that no two are copies and none comes in a burst. */
const packetOf = (...items: readonly object[]) => ({
  CallbackCommand: friendResponse,
  From_Account: `someone${(packets += 1)}`,
  ResponseFriendItem: items,
});
const agreement = (account: unknown, more: object = {}) => ({
  To_Account: account,
  ResponseAction: 'Response_Action_AgreeAndAdd',
  ...more,
});
/** An account that the shipped rules ban, so that a packet of it that is judged is denied. */
const BANNED = 'friendgate-demo-banned';
const BANNED_CODE = 38021;
const entry = (To_Account: string, ResultCode: unknown = 0) => ({ To_Account, ResultCode });
const lastDecision = () => service.inside.log.decisions.at(-1);
const query = (more: string) => `${new URLSearchParams(parameters(friendResponse)).toString()}${more}`;

describe('a packet that is sent otherwise than documented', () => {
  it.each([`&SdkAppid=${APP}`, `&sdkappid=${APP}&SDKAPPID=${APP}`, '&contenttype=json', '&shop=1&shop=1'])(
    'is judged with parameters that are repeated with the same value: %s',
    async (more) => {
      const reply = await postResponses(service.url, packetOf(agreement('twice')), { query: query(more) });
      expect([reply.status, reply.json]).toMatchObject([200, { ResultItem: [entry('twice')] }]);
    },
  );

  it('is judged by everything else where remark and tag are no text', async () => {
    const items = [agreement('alice', { Remark: 13_800_138_000, TagName: true })];
    const reply = await postResponses(service.url, { ...packetOf(...items), From_Account: BANNED });
    const [item] = lastDecision()?.callback.items ?? [];
    expect(reply.json).toMatchObject({ ErrorCode: 0, ResultItem: [entry('alice', BANNED_CODE)] });
    expect(item).toMatchObject({
      kind: 'response',
      remark: '13800138000',
      tagName: null,
      unreadable: ['tagName'],
      extra: { Remark: 13_800_138_000, TagName: true },
    });
  });

  /**
   * @fault packet: a remark is no text
   * @effect Facts about it are unknown; the item is judged by everything else.
   */
  it('leaves what depends on an unreadable text unknown, and allows by ON_FAILURE only where that matters', async () => {
    await postResponses(service.url, packetOf(agreement('alice', { Remark: { a: 1 }, TagName: 'friends' })));
    const readings = JSON.stringify(lastDecision()?.readings);
    expect(readings).toContain('{"unknown":"failed"}');
    expect(lastDecision()?.verdicts).toMatchObject([{ code: 0 }]);
  });

  it('reads whole numbers as accounts, echoes them as text, and notes it', async () => {
    const reply = await postResponses(service.url, { ...packetOf(agreement(100_023)), From_Account: 7 });
    expect(reply.json).toMatchObject({ ErrorCode: 0, ErrorInfo: '', ResultItem: [entry('100023')] });
    expect(lastDecision()?.callback).toMatchObject({
      fromAccount: '7',
      problems: [],
      extra: { From_Account: 7 },
      items: [{ kind: 'response', toAccount: '100023', extra: { To_Account: 100_023 } }],
    });
    const deletion = await postDeletions(service.url, { PairList: [{ From_Account: 1, To_Account: 2 }] });
    expect(deletion.json).toMatchObject({ ErrorCode: 0 });
    expect(service.inside.log.deletions.at(-1)?.callback.pairs).toEqual([
      { fromAccount: '1', toAccount: '2' },
    ]);
  });

  /**
   * @fault packet: an account is a number beyond 2^53
   * @effect The item is broken, and goes by ON_FAILURE.
   */
  it('leaves a number that JSON does not carry exactly broken', async () => {
    const body = JSON.stringify(packetOf(agreement('X'))).replace('"X"', '900719925474099312');
    const reply = await postResponses(service.url, body);
    expect(reply.json).toMatchObject({ ResultItem: [entry('')] });
    expect(lastDecision()?.verdicts).toMatchObject([{ degraded: 'malformed' }]);
  });

  /**
   * @fault packet: raw line breaks and other control characters in a string
   * @effect The packet is read tolerantly and judged.
   */
  it.each([
    ['a raw line break', 'line one\nline two'],
    ['a raw tab and other control characters', 'a\tb\u0001\u001f\u0000'],
  ])('is read with %s in a string', async (_what, remark) => {
    const packet = { ...packetOf(agreement('alice', { Remark: 'REMARK' })), From_Account: BANNED };
    const reply = await postResponses(service.url, JSON.stringify(packet).replace('REMARK', remark));
    expect(reply.status).toBe(200);
    expect(reply.json).toMatchObject({ ResultItem: [entry('alice', BANNED_CODE)] });
    expect(lastDecision()?.callback.items).toMatchObject([{ remark }]);
  });

  it.each(['\u0000', '\u0000\u0000\n', ' \r\n\t', '\u00a0\u0000'])(
    'is read with %j behind it',
    async (more) => {
      const reply = await postResponses(service.url, `${JSON.stringify(packetOf(agreement('end')))}${more}`);
      expect([reply.status, reply.json]).toMatchObject([200, { ResultItem: [entry('end')] }]);
    },
  );

  it.each(['x', '{}', '\u0000{}', ';', '//', ','])('is refused with %j behind it', async (more) => {
    const reply = await postResponses(service.url, `${JSON.stringify(packetOf(agreement('end')))}${more}`);
    expect([reply.status, reply.json]).toMatchObject([400, { ErrorCode: 38003 }]);
  });

  it('of more than 64 kB is read as leniently', async () => {
    const remark = `line\n${'x'.repeat(80_000)}`;
    const body = JSON.stringify(packetOf(agreement('large', { Remark: 'REMARK' }))).replace('REMARK', remark);
    const reply = await postResponses(service.url, `${body}\u0000`);
    expect([reply.status, reply.json]).toMatchObject([200, { ResultItem: [entry('large')] }]);
    expect(lastDecision()?.callback.items).toMatchObject([{ remark }]);
  });
});

describe('a compressed packet', () => {
  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['gzip, identity', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
  ] as const)('in %s is inflated and judged', async (encoding, compress) => {
    const packet = { ...packetOf(agreement('alice')), From_Account: BANNED, EventTime: packets };
    const reply = await postResponses(service.url, compress(JSON.stringify(packet)), {
      headers: { 'content-encoding': encoding },
    });
    expect([reply.status, reply.json]).toMatchObject([200, { ResultItem: [entry('alice', BANNED_CODE)] }]);
  });

  it('is a copy of the same packet that was not compressed', async () => {
    const body = JSON.stringify(packetOf(agreement('alice')));
    await postResponses(service.url, body);
    const first = lastDecision();
    await postResponses(service.url, gzipSync(body), { headers: { 'content-encoding': 'gzip' } });
    expect(lastDecision()?.duplicateOf).toBe(first?.callback.id);
  });

  /**
   * @fault packet: a body is not compressed as its header says
   * @effect It is judged as it is.
   */
  it('is judged as it is where only the header says that it is compressed', async () => {
    const reply = await postResponses(service.url, packetOf(agreement('plain')), {
      headers: { 'content-encoding': 'gzip' },
    });
    expect([reply.status, reply.json]).toMatchObject([200, { ResultItem: [entry('plain')] }]);
  });

  /**
   * @fault flood: a compressed body that inflates to far more than its size
   * @effect It is refused with 413 when it passes BODY_LIMIT or 100 times its size.
   */
  it.each([
    ['beyond BODY_LIMIT', gzipSync(Buffer.alloc(1_048_577, 'abcdefghijklmnopqrstuvwxyz0123456789'))],
    ['beyond a hundred times its size', gzipSync(Buffer.alloc(200_000))],
    ['without end', gzipSync(Buffer.alloc(200_000_000))],
  ])('that inflates %s is refused as too large', async (_what, body) => {
    const reply = await postResponses(service.url, body, { headers: { 'content-encoding': 'gzip' } });
    expect([reply.status, reply.json]).toMatchObject([413, { ActionStatus: 'FAIL', ErrorCode: 38003 }]);
  });

  it.each([
    ['cut off', gzipSync('{"a":1}'.repeat(50)).subarray(0, 30), 'gzip'],
    ['in two encodings', gzipSync(gzipSync('{}')), 'gzip, gzip'],
    ['in an encoding that is not known', gzipSync('{}'), 'zstd'],
  ])('that is %s is refused', async (_what, body, encoding) => {
    const reply = await postResponses(service.url, body, { headers: { 'content-encoding': encoding } });
    expect([reply.status, reply.json]).toMatchObject([400, { ActionStatus: 'FAIL', ErrorCode: 38003 }]);
  });
});

describe('the same packet within a minute', () => {
  it('is two blocklist deletions where its request ids differ', async () => {
    const PairList = [{ From_Account: 'a', To_Account: `b${(packets += 1)}` }];
    const post = (requestId: string) =>
      postDeletions(
        service.url,
        { PairList },
        {
          query: parameters('Sns.CallbackBlackListDelete', requestId === '' ? {} : { RequestId: requestId }),
        },
      );
    const copies = async (requestId: string) => {
      expect((await post(requestId)).json).toMatchObject({ ErrorCode: 0 });
      return service.inside.log.deletions.at(-1)?.duplicateOf ?? null;
    };
    expect(await copies('A')).toBeNull();
    expect(await copies('B')).toBeNull();
    expect(await copies('')).toBeNull();
    expect(await copies('A')).not.toBeNull();
    expect(await copies('')).not.toBeNull();
  });

  it('is one friend response, whatever its request ids', async () => {
    const packet = packetOf(agreement('copied'));
    const post = async (RequestId: string) => {
      await postResponses(service.url, packet, { query: parameters(friendResponse, { RequestId }) });
      return lastDecision()?.duplicateOf ?? null;
    };
    expect(await post('A')).toBeNull();
    expect(await post('B')).not.toBeNull();
  });
});

describe('the platform of a packet', () => {
  it.each([
    ['macOS', 'mac'],
    ['Mac', 'mac'],
    ['IOS', 'ios'],
    ['IPad', 'ipad'],
    ['RESTAPI', 'restapi'],
  ])('%s is %s', async (OptPlatform, platform) => {
    await postResponses(service.url, packetOf(agreement('x')), {
      query: parameters(friendResponse, { OptPlatform }),
    });
    const callback = lastDecision()?.callback;
    expect(callback?.platform).toBe(OptPlatform);
    expect(readFact(platformFact, { callback: { platform: callback?.platform ?? null } })).toBe(platform);
  });
});

describe('a request at another path', () => {
  it.each(['//callback', '/Callback', '/callback//', '/%63allback'])(
    'is told the right one: %s',
    async (path) => {
      const reply = await postResponses(service.url, packetOf(agreement('x')), { path });
      expect([reply.status, reply.json]).toEqual([
        404,
        {
          ActionStatus: 'FAIL',
          ErrorCode: 38006,
          ErrorInfo: 'nothing is here: callbacks are taken at /callback',
        },
      ]);
    },
  );
});

describe('a friend request, which is not judged', () => {
  const command = 'Sns.CallbackPrevFriendAdd';
  const post = (body: object | string) => send(service.url, { query: parameters(command), body });

  it('is answered with a zero for every item', async () => {
    const FriendItem = [{ To_Account: 'a', Remark: 'x' }, { To_Account: 5 }, { Remark: 'no account' }, 'x'];
    const reply = await post({ CallbackCommand: command, From_Account: 'f', FriendItem });
    expect([reply.status, reply.json]).toEqual([
      200,
      {
        ActionStatus: 'OK',
        ErrorCode: 0,
        ErrorInfo: '',
        ResultItem: ['a', '5', '', ''].map((To_Account) => ({ To_Account, ResultCode: 0, ResultInfo: '' })),
      },
    ]);
  });

  it.each(['', 'not json', {}, { FriendItem: 7 }])('has no items in %j', async (body) => {
    const reply = await post(body);
    expect([reply.status, reply.json]).toMatchObject([200, { ActionStatus: 'OK', ResultItem: [] }]);
  });
});
