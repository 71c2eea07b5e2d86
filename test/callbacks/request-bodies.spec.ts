import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signatureOf } from '../../src/callbacks/authentication/signature.js';
import { friendResponse, parameters, postResponses, send } from '../support/callback-client.js';
import { exchange, open, requestText } from '../support/raw-connection.js';
import { startInMemory, type RunningService } from '../support/service.js';

const packet = {
  From_Account: 'a',
  ResponseFriendItem: [{ To_Account: 'b', ResponseAction: 'Response_Action_Agree' }],
};
const LIMIT = 65_536 * 2;
const signed = (more: Readonly<Record<string, string>> = {}) => {
  const RequestTime = String(Math.floor(Date.now() / 1_000));
  return parameters(friendResponse, { RequestTime, Sign: signatureOf('token', RequestTime), ...more });
};
const targetOf = (query: Readonly<Record<string, string>>) => `/?${new URLSearchParams(query).toString()}`;

let service: RunningService;
beforeAll(async () => {
  service = await startInMemory({ CALLBACK_TOKEN: 'token', BODY_LIMIT: String(LIMIT) });
});
afterAll(() => service.close());

describe('a request that its head refuses', () => {
  const unsigned = targetOf(parameters(friendResponse));
  const refusals: readonly [string, string, number][] = [
    ['a path', '/elsewhere', 404],
    ['a method', unsigned, 405],
    ['parameters with two values', `${unsigned}&x=1&x=2`, 400],
    ['an app', targetOf(parameters(friendResponse, { SdkAppid: '9' })), 403],
    ['a signature', unsigned, 403],
  ];

  it.each(refusals)(
    'for %s is answered, and its connection kept, when its body is small',
    async (what, target, status) => {
      const method = what === 'a method' ? 'PUT' : 'POST';
      const connection = await open(service.url);
      connection.socket.write(requestText(target, 'x'.repeat(60_000), { method }));
      await connection.receives(/\r\n\r\n\{.*\}$/s);
      expect(connection.received()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(connection.received()).not.toMatch(/^connection: close/im);
      connection.socket.write(requestText('/health/live', '', { method: 'GET' }));
      await connection.receives(/HTTP\/1\.1 200 OK[^]*"ok"/);
      connection.socket.destroy();
    },
  );

  it.each(refusals)(
    'for %s is answered at once, and its connection closed, when its body is large',
    async (what, target, status) => {
      const method = what === 'a method' ? 'PUT' : 'POST';
      const began = performance.now();
      const connection = await open(service.url);
      // None of the body comes.
      connection.socket.write(`${method} ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n`);
      await connection.receives(/\r\n\r\n\{.*\}$/s);
      expect(performance.now() - began).toBeLessThan(900);
      expect(connection.received()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^]*^connection: close`, 'im'));
      await connection.closed;
    },
  );

  it('is answered after a second when its body stalls', async () => {
    const began = performance.now();
    const text = await exchange(service.url, [
      `POST ${unsigned} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx`,
    ]);
    expect(text).toMatch(/^HTTP\/1\.1 403 [^]*^connection: close/im);
    expect(performance.now() - began).toBeGreaterThan(900);
  });

  it('reads its answer though it sends a large body to the end', async () => {
    const reply = await postResponses(service.url, Buffer.alloc(7 * LIMIT, ' '));
    expect([reply.status, reply.json]).toMatchObject([403, { ErrorCode: 38002 }]);
    const chunked = await postResponses(service.url, Buffer.alloc(5 * LIMIT, ' '), { chunked: true });
    expect(chunked.status).toBe(403);
  });

  /**
   * @fault flood: a body without end
   * @effect It is answered after 64 kB, 8 × BODY_LIMIT or a second more are discarded, and the connection is closed.
   */
  it('is cut off when its body has no end', async () => {
    const connection = await open(service.url);
    connection.socket.write(`POST ${unsigned} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const began = performance.now();
    const flood = setInterval(() => connection.socket.write(`10000\r\n${'x'.repeat(65_536)}\r\n`), 5);
    await connection.closed;
    clearInterval(flood);
    expect(connection.received()).toMatch(/^HTTP\/1\.1 403 /);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('is cut off when its body comes in very many small chunks', async () => {
    const connection = await open(service.url);
    connection.socket.write(`POST ${unsigned} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const flood = setInterval(() => connection.socket.write('1\r\nx\r\n'.repeat(5_000)), 5);
    await connection.closed;
    clearInterval(flood);
    expect(connection.received()).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describe('a request without a command in its URL', () => {
  const inBody = (size: number) =>
    JSON.stringify({ CallbackCommand: friendResponse, ...packet, X: 'x'.repeat(size) });
  const { CallbackCommand: _, ...rest } = signed();

  it('is read to BODY_LIMIT where app and signature are right', async () => {
    const { CallbackCommand: _command, ...query } = signed();
    expect((await send(service.url, { query, body: inBody(100_000) })).json).toMatchObject({
      ErrorCode: 0,
      ResultItem: [{}],
    });
    expect((await send(service.url, { query, body: inBody(LIMIT) })).status).toBe(413);
  });

  it('is read to 16 kB from any other sender, and is a probe beyond that', async () => {
    const query = { SdkAppid: rest['SdkAppid'] ?? '' };
    expect((await send(service.url, { query, body: inBody(10_000) })).status).toBe(403);
    const large = await send(service.url, { query, body: inBody(20_000) });
    expect([large.status, large.json]).toEqual([200, { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' }]);
    const huge = await send(service.url, { body: Buffer.alloc(3 * LIMIT, ' '), chunked: true });
    expect(huge.status).toBe(200);
  });
});

describe('a signed body', () => {
  it.each([1, 7, 1_000])('is put together from chunks of %d bytes', async (size) => {
    const body = JSON.stringify({ ...packet, N: size, X: 'ä'.repeat(1_000) });
    const bytes = Buffer.from(body);
    const connection = await open(service.url);
    connection.socket.write(
      `POST ${targetOf(signed())} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`,
    );
    for (let at = 0; at < bytes.length; at += size) {
      const part = bytes.subarray(at, at + size);
      connection.socket.write(
        Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]),
      );
    }
    connection.socket.write('0\r\n\r\n');
    await connection.closed;
    expect(connection.received()).toMatch(/^HTTP\/1\.1 200 OK[^]*"ResultItem":\[\{/);
    expect(service.inside.log.decisions.at(-1)?.callback.extra).toEqual({ N: size, X: 'ä'.repeat(1_000) });
  });

  it('over the limit is refused, and its connection closed', async () => {
    const text = await exchange(service.url, [requestText(targetOf(signed()), ' '.repeat(LIMIT + 1))]);
    expect(text).toMatch(/^HTTP\/1\.1 413 [^]*^connection: close[^]*"ErrorCode":38003/im);
  });

  it('in absurdly many chunks is refused', async () => {
    const connection = await open(service.url);
    connection.socket.write(
      `POST ${targetOf(signed())} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\n \r\n'.repeat(10_000)}`,
    );
    await connection.closed;
    expect(connection.received()).toMatch(/^HTTP\/1\.1 413 /);
  });
});

describe('on one connection', () => {
  const body = JSON.stringify({ ...packet, From_Account: 'stray' });
  const request = (more: number) => requestText(targetOf(signed()), body.replace('}', `,"N":${more}}`));

  /**
   * @fault packet: a stray byte behind a sound callback
   * @effect The callback is judged, recorded and answered; then the error is answered, and the connection closed.
   */
  it.each(['X', '{', '\u0000', 'GARBAGE\r\n\r\n', 'FOO / HTTP/1.1\r\n\r\n'])(
    'a sound callback with %j behind it is judged, recorded and answered before the error is',
    async (stray) => {
      const before = service.inside.log.decisions.length;
      const text = await exchange(service.url, [request(before) + stray]);
      expect(text).toMatch(
        /^HTTP\/1\.1 200 OK[^]*"ResultItem":\[\{[^]*HTTP\/1\.1 40[05] [^]*"ActionStatus":"FAIL"/,
      );
      expect(text.match(/HTTP\/1\.1/g)).toHaveLength(2);
      expect(service.inside.log.decisions).toHaveLength(before + 1);
    },
  );

  it('several callbacks that are sent at once are answered in their order, and then the error', async () => {
    const text = await exchange(service.url, [`${request(-1)}${request(-2)}${request(-3)}!`]);
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual([
      'HTTP/1.1 200',
      'HTTP/1.1 200',
      'HTTP/1.1 200',
      expect.stringMatching(/^HTTP\/1\.1 40[05]$/),
    ]);
  });

  it('a callback before one with a broken chunk is answered, and then the error', async () => {
    const broken = `POST ${targetOf(signed())} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`;
    const text = await exchange(service.url, [`${request(-4)}${broken}`]);
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
  });

  it('an error after an answer is answered by itself', async () => {
    const connection = await open(service.url);
    connection.socket.write(request(-5));
    await connection.receives(/"ResultItem"/);
    await pause(50);
    connection.socket.write('!');
    await connection.closed;
    expect(connection.received().match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
  });

  it.each(['http://example.com', 'HTTPS://example.com:8443', 'http://user@[::1]:80'])(
    'a URL in absolute form is taken: %s',
    async (origin) => {
      const target = `${origin}/callback?${new URLSearchParams(signed()).toString()}`;
      const text = await exchange(service.url, [
        requestText(target, body.replace('stray', origin), { headers: 'Connection: close\r\n' }),
      ]);
      expect(text).toMatch(/^HTTP\/1\.1 200 OK[^]*"ResultItem":\[\{/);
      const health = await exchange(service.url, [
        requestText(`${origin}/health/live`, '', { method: 'GET', headers: 'Connection: close\r\n' }),
      ]);
      expect(health).toMatch(/^HTTP\/1\.1 200 OK/);
    },
  );
});

describe('bodies that stall', () => {
  /**
   * @fault flood: large bodies of an app without a token stall
   * @effect They hold 32 MB together; the largest are given up with 503, and other callbacks are answered.
   */
  it('of senders that are not authenticated hold 32 MB together, and other callbacks are answered', async () => {
    const open32 = await startInMemory({ BODY_LIMIT: '4mb' });
    const target = targetOf(parameters(friendResponse));
    const connections = await Promise.all(Array.from({ length: 12 }, () => open(open32.url)));
    for (const { socket } of connections) {
      socket.write(`POST ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n`);
      socket.write(Buffer.alloc(3_990_000, ' '));
    }
    const refused = () => connections.filter((each) => each.received().startsWith('HTTP/1.1 503 '));
    while (refused().length < 4) await pause(20);
    const reply = await postResponses(open32.url, { ...packet, From_Account: 'beside' });
    expect([reply.status, reply.json]).toMatchObject([200, { ResultItem: [{ To_Account: 'b' }] }]);
    expect(refused().length).toBeLessThan(12);
    expect(refused()[0]?.received()).toContain('"ActionStatus":"FAIL"');
    for (const { socket } of connections) socket.destroy();
    await open32.close();
  }, 30_000);
});
