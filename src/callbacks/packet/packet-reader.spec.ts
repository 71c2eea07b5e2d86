import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Delivery } from '../../moderation/model/callback.js';
import type { JsonObject } from './json-object.js';
import { parsePacketBody } from './packet-body.js';
import { readBlocklistDeletions, readFriendResponses } from './packet-reader.js';

const delivery: Delivery = {
  id: '0190-id',
  appId: '1400000000',
  receivedAt: 1_700_000_000_000,
  wallClockAt: 1_700_000_000_500,
  fingerprint: 'f',
  platform: null,
  clientAddress: null,
  requestId: null,
  query: {},
};
const fieldsOf = (body: string | Buffer): JsonObject => {
  const read = parsePacketBody(Buffer.from(body));
  if (read.kind !== 'object') throw new Error(`not an object: ${read.kind}`);
  return read.fields;
};
const responses = (packet: object) => readFriendResponses(delivery, fieldsOf(JSON.stringify(packet)));
const deletions = (packet: object) => readBlocklistDeletions(delivery, fieldsOf(JSON.stringify(packet)));

const agreement = { To_Account: 'id1', ResponseAction: 'Response_Action_Agree' };

describe('a packet of friend responses', () => {
  it("reads the vendor's sample", () => {
    const read = responses({
      CallbackCommand: 'Sns.CallbackPrevFriendResponse',
      Requester_Account: 'id',
      From_Account: 'id',
      ResponseFriendItem: [
        {
          To_Account: 'id1',
          Remark: 'remark1',
          TagName: 'group1',
          ResponseAction: 'Response_Action_AgreeAndAdd',
        },
        { To_Account: 'id2', Remark: 'remark2', TagName: 'group2', ResponseAction: 'Response_Action_Reject' },
      ],
      EventTime: 1_631_777_645_424,
    });
    expect(read).toEqual({
      ...delivery,
      problems: [],
      fromAccount: 'id',
      requesterAccount: 'id',
      requesterAssumed: false,
      eventTime: 1_631_777_645_424,
      items: [
        {
          kind: 'response',
          toAccount: 'id1',
          remark: 'remark1',
          tagName: 'group1',
          action: 'Response_Action_AgreeAndAdd',
        },
        {
          kind: 'response',
          toAccount: 'id2',
          remark: 'remark2',
          tagName: 'group2',
          action: 'Response_Action_Reject',
        },
      ],
    });
  });

  it('takes what is absent or null for absent', () => {
    const item = { ...agreement, Remark: null };
    const read = responses({
      From_Account: 'a',
      Requester_Account: null,
      EventTime: null,
      ResponseFriendItem: [item],
    });
    expect(read).toMatchObject({
      requesterAccount: 'a',
      requesterAssumed: true,
      eventTime: null,
      problems: [],
    });
    expect(read.items).toEqual([
      { kind: 'response', toAccount: 'id1', remark: null, tagName: null, action: 'Response_Action_Agree' },
    ]);
    expect(read.extra).toBeUndefined();
  });

  it('keeps as it was sent what it reads otherwise', () => {
    const read = responses({
      From_Account: 'a',
      Requester_Account: 5,
      EventTime: '1631777645',
      ResponseFriendItem: [],
    });
    expect(read).toMatchObject({
      requesterAccount: '5',
      requesterAssumed: false,
      eventTime: 1_631_777_645_000,
      extra: { Requester_Account: 5, EventTime: '1631777645' },
    });
    expect(responses({ From_Account: 'a', Requester_Account: true, ResponseFriendItem: [] })).toMatchObject({
      requesterAccount: 'a',
      requesterAssumed: true,
      extra: { Requester_Account: true },
    });
  });

  it.each<[number, string]>([
    [100_023, '100023'],
    [0, '0'],
    [-5, '-5'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ])('reads the whole number %d as the account that its digits name, and notes it', (sent, account) => {
    const item = { ...agreement, To_Account: sent };
    const read = responses({ From_Account: sent, Requester_Account: sent, ResponseFriendItem: [item] });
    expect(read).toMatchObject({
      problems: [],
      fromAccount: account,
      requesterAccount: account,
      extra: { From_Account: sent, Requester_Account: sent },
    });
    expect(read.items).toEqual([
      {
        kind: 'response',
        toAccount: account,
        action: 'Response_Action_Agree',
        remark: null,
        tagName: null,
        extra: { To_Account: sent },
      },
    ]);
  });

  it.each(['9007199254740993', '1.5', '1e300', 'true', '[1]', '{}'])('takes %s for no account', (sent) => {
    const item = `{"To_Account":${sent},"ResponseAction":"x"}`;
    const read = readFriendResponses(
      delivery,
      fieldsOf(`{"From_Account":${sent},"ResponseFriendItem":[${item}]}`),
    );
    expect(read.problems).toMatchObject([{ at: '/From_Account' }]);
    expect(read.items).toMatchObject([{ kind: 'broken', toAccount: '' }]);
  });

  it('reads a number in place of a text as its digits, and keeps what was sent', () => {
    const [item] = responses({
      From_Account: 'a',
      ResponseFriendItem: [{ ...agreement, Remark: 12_345, TagName: 0 }],
    }).items;
    expect(item).toMatchObject({
      kind: 'response',
      remark: '12345',
      tagName: '0',
      extra: { Remark: 12_345, TagName: 0 },
    });
    expect(item).not.toHaveProperty('unreadable');
  });

  it.each([true, 1.5, 2 ** 53, [1], { a: 1 }])(
    'judges an item whose text is %j, without the text',
    (sent) => {
      const [item] = responses({
        From_Account: 'a',
        ResponseFriendItem: [{ ...agreement, Remark: sent, TagName: 'friends' }],
      }).items;
      expect(item).toMatchObject({
        kind: 'response',
        remark: null,
        tagName: 'friends',
        unreadable: ['remark'],
        extra: { Remark: sent },
      });
    },
  );

  it('reads the first 1,000 elements, echoes 19,000 more, and leaves the others out', () => {
    const elements = Array.from({ length: 20_005 }, (_, index) => ({
      ...agreement,
      To_Account: `id${index}`,
    }));
    const { items } = responses({ From_Account: 'a', ResponseFriendItem: elements });
    expect(items).toHaveLength(20_000);
    expect([items[999]?.kind, items[1_000]]).toEqual(['response', { kind: 'unread', toAccount: 'id1000' }]);
  });

  it('keeps fields it does not know, of the packet and of an item, whatever they are called', () => {
    const read = readFriendResponses(
      delivery,
      fieldsOf(
        '{"From_Account":"a","__proto__":{"x":1},"New":2,"ResponseFriendItem":[{"To_Account":"b","ResponseAction":"c","__proto__":1}]}',
      ),
    );
    expect(JSON.stringify(read.extra)).toBe('{"__proto__":{"x":1},"New":2}');
    expect(JSON.stringify(read.items[0])).toContain('"extra":{"__proto__":1}');
  });

  it('does not keep what nests too deeply to be written', () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    const read = readFriendResponses(
      delivery,
      fieldsOf(`{"From_Account":"a","X":${deep},"ResponseFriendItem":[${deep}]}`),
    );
    expect(() => JSON.stringify(read)).not.toThrow();
    expect(read.extra).toEqual({ X: '(nested more than 100 levels deep, not kept)' });
  });

  it('points at everything that keeps it from being judged, and reads its items all the same', () => {
    expect(responses({ From_Account: false, ResponseFriendItem: [agreement] })).toMatchObject({
      fromAccount: '',
      problems: [{ at: '/From_Account', message: 'is a boolean where text belongs' }],
      items: [{ toAccount: 'id1' }],
    });
    expect(responses({ From_Account: '', ResponseFriendItem: 'x' })).toMatchObject({
      problems: [
        { at: '/From_Account', message: 'is empty' },
        { at: '/ResponseFriendItem', message: 'is text where a list belongs' },
      ],
      items: [],
    });
    expect(responses({}).problems.map(({ at }) => at)).toEqual(['/From_Account', '/ResponseFriendItem']);
  });

  it('tells a broken item from its good neighbours', () => {
    const { items, problems } = responses({
      From_Account: 'a',
      ResponseFriendItem: [
        agreement,
        { To_Account: 'id2', ResponseAction: 5 },
        { To_Account: 9.5, ResponseAction: 'x' },
        null,
      ],
    });
    expect(problems).toEqual([]);
    expect(items.map((item) => [item.kind, item.toAccount])).toEqual([
      ['response', 'id1'],
      ['broken', 'id2'],
      ['broken', ''],
      ['broken', ''],
    ]);
    expect(items[1]).toMatchObject({
      problems: [{ at: '/ResponseFriendItem/1/ResponseAction', message: 'is a number where text belongs' }],
      sent: { To_Account: 'id2', ResponseAction: 5 },
    });
  });

  it('brings back any text as it was sent', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.string({ unit: 'binary' }),
        (account, remark) => {
          const [item] = responses({
            From_Account: account,
            ResponseFriendItem: [{ ...agreement, To_Account: account, Remark: remark }],
          }).items;
          expect(item).toMatchObject({ toAccount: account, remark });
        },
      ),
    );
    const [item] = readFriendResponses(
      delivery,
      fieldsOf(
        String.raw`{"From_Account":"a","ResponseFriendItem":[{"To_Account":"\ud800\u0000","ResponseAction":"x"}]}`,
      ),
    ).items;
    expect(item?.toAccount).toBe('\ud800\u0000');
  });

  it.each(['{"To_Account":"a"}', '{"To_Account":"a","ResponseAction":"Response_Action_Agree"}'])(
    'reads a full megabyte of %s, element by element',
    (element) => {
      const count = Math.floor(1_045_000 / (element.length + 1));
      const body = `{"From_Account":"a","ResponseFriendItem":[${`${element},`.repeat(count - 1)}${element}]}`;
      expect(readFriendResponses(delivery, fieldsOf(body)).items).toHaveLength(Math.min(count, 20_000));
    },
  );
});

describe('a packet of blocklist deletions', () => {
  it('gives its good pairs, and says what is wrong with the others', () => {
    const read = deletions({
      PairList: [
        { From_Account: 'id', To_Account: 'id1' },
        { From_Account: 'id' },
        5,
        { From_Account: '', To_Account: 'x' },
      ],
    });
    expect(read.pairs).toEqual([{ fromAccount: 'id', toAccount: 'id1' }]);
    expect(read.problems).toEqual([
      { at: '/PairList/1/To_Account', message: 'is missing where text belongs' },
      { at: '/PairList/2', message: 'is a number where an object belongs' },
      { at: '/PairList/3/From_Account', message: 'is empty' },
    ]);
  });

  it('explains 1,000 broken pairs and counts the others', () => {
    const PairList = [...Array.from({ length: 1_500 }, () => ({})), { From_Account: 1, To_Account: 2 }];
    const { pairs, problems } = deletions({ PairList });
    expect(pairs).toEqual([{ fromAccount: '1', toAccount: '2' }]);
    // A pair without both accounts has two problems.
    expect(problems).toHaveLength(1_001);
    expect(problems.at(-1)).toEqual({
      at: '/PairList',
      message: 'has 1000 more elements that are malformed',
    });
  });

  it('says when there is no list of pairs', () => {
    expect(deletions({}).problems).toEqual([{ at: '/PairList', message: 'is missing where a list belongs' }]);
  });
});
