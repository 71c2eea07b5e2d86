import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  blocklistDeletion,
  friendResponse,
  parameters,
  postDeletions,
  postResponses,
} from '../support/callback-client.js';
import { exchange, requestText } from '../support/raw-connection.js';
import { startInMemory, type RunningService } from '../support/service.js';

let service: RunningService;
beforeAll(async () => {
  service = await startInMemory();
});
afterAll(() => service.close());

/** Processor time, in milliseconds: other processes do not count. */
const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** Sends a body, and says how it was answered, and what it took of this thread: in all, and in its longest turn. */
async function send(body: string, command = friendResponse) {
  let isOver = false;
  let longest = 0;
  let turnBegan = processorMs();
  const turn = (): void => {
    const now = processorMs();
    longest = Math.max(longest, now - turnBegan);
    turnBegan = now;
    if (!isOver) setImmediate(turn);
  };
  const target = `/?${new URLSearchParams(parameters(command)).toString()}`;
  const text = requestText(target, body, { headers: 'Connection: close\r\n' });
  const began = processorMs();
  turn();
  const answer = await exchange(service.url, [text]);
  isOver = true;
  const busy = processorMs() - began;
  return { answer, entries: answer.match(/"ResultCode"/g)?.length ?? 0, busy, longest };
}

const elements = (element: string, count: number) => `${`${element},`.repeat(count - 1)}${element}`;
let packets = 0;
const packetOf = (list: string, more = '') =>
  `{"From_Account":"large${(packets += 1)}",${more}"ResponseFriendItem":[${list}]}`;

describe('a packet of a megabyte', () => {
  const hostile: readonly [string, string, number][] = [
    ['of broken elements', packetOf(elements('1', 500_000)), 20_000],
    ['of empty elements', packetOf(elements('{}', 333_000)), 20_000],
    ['of accounts alone', packetOf(elements('{"To_Account":"a"}', 55_000)), 20_000],
    [
      'with 60,000 unknown members',
      packetOf(
        '{"To_Account":"a","ResponseAction":"x"}',
        Array.from({ length: 60_000 }, (_, index) => `"member${index}":1,`).join(''),
      ),
      1,
    ],
    [
      'with 400,000 brackets',
      packetOf(
        '{"To_Account":"a","ResponseAction":"x"}',
        `"X":${'['.repeat(400_000)}${']'.repeat(400_000)},`,
      ),
      1,
    ],
    [
      'with 500,000 no-break spaces',
      packetOf(`${'\u00a0'.repeat(500_000)}{"To_Account":"a","ResponseAction":"x"}`),
      1,
    ],
    [
      'with 60,000 unknown members in an element',
      packetOf(
        `{"To_Account":"a","ResponseAction":"x"${Array.from({ length: 60_000 }, (_, index) => `,"member${index}":1`).join('')}}`,
      ),
      1,
    ],
  ];

  /**
   * @fault packet: a megabyte of broken elements, unknown members, brackets or no-break spaces
   * @effect It is read and answered in slices, 20,000 elements at most; callbacks beside it are answered in between.
   */
  it.each(hostile)('%s is answered in slices', async (_what, body, entries) => {
    const reply = await send(body);
    expect(reply.answer).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(reply.entries).toBe(entries);
    // The limits are 300 ms and 25 ms on a quiet machine; here client, server and compiler share the thread.
    expect(reply.busy).toBeLessThan(900);
    expect(reply.longest).toBeLessThan(150);
  });

  it('of brackets that are not closed is refused as cheaply', async () => {
    const reply = await send(`{"X":${'['.repeat(1_000_000)}`);
    expect(reply.answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(reply.longest).toBeLessThan(150);
  });

  it('of blocklist pairs has all its good pairs recorded', async () => {
    const pairs = Array.from(
      { length: 20_500 },
      (_, index) => `{"From_Account":"a","To_Account":"b${index}"},{}`,
    );
    const { json } = await postDeletions(service.url, `{"PairList":[${pairs.join(',')}]}`);
    expect(json).toMatchObject({ ErrorCode: 1, ErrorInfo: expect.stringMatching(/; and \d+ more$/) });
    expect(service.inside.log.deletions.at(-1)?.callback.pairs).toHaveLength(20_500);
  });

  it('of broken pairs is answered in slices', async () => {
    const reply = await send(`{"PairList":[${elements('1', 500_000)}]}`, blocklistDeletion);
    expect(reply.answer).toMatch(/^HTTP\/1\.1 200 OK[^]*"ErrorCode":1/);
    expect(reply.longest).toBeLessThan(150);
  });
});

describe('the items behind the first 1,000', () => {
  it('go by ON_FAILURE, echo their accounts, and share the verdict of an item before them', async () => {
    const BANNED = 'friendgate-demo-banned';
    const element = (To_Account: unknown) => ({ To_Account, ResponseAction: 'Response_Action_Agree' });
    const ResponseFriendItem: object[] = Array.from({ length: 1_400 }, (_, index) => element(`to${index}`));
    ResponseFriendItem[0] = element(BANNED);
    ResponseFriendItem[1_200] = element(BANNED);
    ResponseFriendItem[1_300] = element(77);
    const { json } = await postResponses(service.url, { From_Account: 'many', ResponseFriendItem });
    const codes = new Map<string, number>();
    const items = itemsIn(json);
    for (const { To_Account, ResultCode } of items) codes.set(To_Account, ResultCode);
    expect(items).toHaveLength(1_400);
    expect(items[1_200]).toEqual(items[0]);
    expect(items[0]?.ResultCode).toBeGreaterThan(38_000);
    expect([codes.get('77'), codes.get('to1399')]).toEqual([0, 0]);
    const decision = service.inside.log.decisions.at(-1);
    expect(decision?.judged).toBe(1_000);
    expect(decision?.verdicts[1_399]?.degraded).toBe('oversized');
    expect(decision?.callback.items[1_399]).toEqual({ kind: 'unread', toAccount: 'to1399' });
  });
});

interface Entry {
  readonly To_Account: string;
  readonly ResultCode: number;
}

function itemsIn(json: unknown): readonly Entry[] {
  const isEntries = (value: unknown): value is { readonly ResultItem: readonly Entry[] } =>
    typeof value === 'object' && value !== null && 'ResultItem' in value;
  return isEntries(json) ? json.ResultItem : [];
}
