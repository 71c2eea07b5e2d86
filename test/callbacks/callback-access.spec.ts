import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signatureOf } from '../../src/callbacks/authentication/signature.js';
import {
  APP,
  friendResponse,
  parameters,
  postDeletions,
  postResponses,
  send,
} from '../support/callback-client.js';
import { exchange } from '../support/raw-connection.js';
import { startInMemory, type RunningService } from '../support/service.js';

const packet = {
  From_Account: 'a',
  ResponseFriendItem: [{ To_Account: 'b', ResponseAction: 'Response_Action_Agree' }],
};
const signed = (token: string, awaySeconds = 0, more: Readonly<Record<string, string>> = {}) => {
  const RequestTime = String(Math.floor(Date.now() / 1_000) + awaySeconds);
  return {
    query: parameters(friendResponse, { RequestTime, Sign: signatureOf(token, RequestTime), ...more }),
  };
};

const services: RunningService[] = [];
const start = async (...how: Parameters<typeof startInMemory>): Promise<RunningService> => {
  const service = await startInMemory(...how);
  services.push(service);
  return service;
};
afterAll(async () => {
  await Promise.all(services.map((service) => service.close()));
});

describe('a service with a token', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await start({ CALLBACK_TOKEN: 'new,old' });
  });

  it.each(['new', 'old'])('accepts what the %s token signed now', async (token) => {
    expect((await postResponses(service.url, { ...packet, token }, signed(token))).status).toBe(200);
  });

  it.each<[string, object]>([
    ['nothing signed', { query: parameters(friendResponse) }],
    ['another token signed', signed('other')],
    ['was signed a minute and more ago', signed('new', -90)],
    ['will be signed a minute and more from now', signed('new', 90)],
  ])('refuses what %s', async (_what, sent) => {
    const before = service.inside.log.decisions.length;
    const reply = await postResponses(service.url, packet, sent);
    expect([reply.status, reply.json]).toMatchObject([403, { ActionStatus: 'FAIL', ErrorCode: 38002 }]);
    expect(service.inside.log.decisions).toHaveLength(before);
  });

  it('fails an unsigned deletion with 1', async () => {
    const reply = await postDeletions(service.url, { PairList: [] });
    expect([reply.status, reply.json]).toMatchObject([403, { ActionStatus: 'FAIL', ErrorCode: 1 }]);
  });

  it('checks the app before the signature, and the signature before the body', async () => {
    const query = parameters(friendResponse, { SdkAppid: '9' });
    expect((await postResponses(service.url, 'not json', { query })).json).toMatchObject({
      ErrorCode: 38001,
    });
    expect((await postResponses(service.url, 'not json')).json).toMatchObject({ ErrorCode: 38002 });
    expect((await postResponses(service.url, 'not json', signed('new'))).json).toMatchObject({
      ErrorCode: 38003,
    });
  });

  it('answers probes all the same', async () => {
    expect((await send(service.url, {})).status).toBe(200);
  });

  it('counts refusals by reason', async () => {
    const { text } = await metricsOf(service);
    expect(text).toMatch(/friendgate_refusals_total\{reason="unsigned"\} [1-9]/);
    expect(text).toMatch(/friendgate_refusals_total\{reason="stale-signature"\} 2/);
    // However they ended: on a busy machine one may be degraded.
    const admitted = [...text.matchAll(/friendgate_callbacks_total\{command="friend-response",.*\} (\d+)/g)];
    expect(admitted.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(2);
  });
});

describe('a service for two apps', () => {
  it("takes each app's own token only", async () => {
    const service = await start({ SDK_APP_ID: '14,15', CALLBACK_TOKEN_14: 'a', CALLBACK_TOKEN_15: 'b' });
    const statusOf = async (token: string, SdkAppid: string) =>
      (await postResponses(service.url, packet, signed(token, 0, { SdkAppid }))).status;
    expect([await statusOf('a', '14'), await statusOf('b', '15')]).toEqual([200, 200]);
    expect([await statusOf('b', '14'), await statusOf('a', '15'), await statusOf('a', APP)]).toEqual([
      403, 403, 403,
    ]);
  });
});

describe('a service with a secret path', () => {
  it('answers there, and nowhere else', async () => {
    const service = await start({ CALLBACK_PATH: '/0123456789abcdef' });
    const statusAt = async (path: string) => (await postResponses(service.url, packet, { path })).status;
    expect(await statusAt('/0123456789abcdef')).toBe(200);
    expect(await statusAt('/0123456789abcdef/')).toBe(200);
    for (const path of ['/', '/callback', '/callback/', '//0123456789abcdef', '/0123456789ABCDEF']) {
      expect([path, await statusAt(path)]).toEqual([path, 404]);
    }
  });
});

describe('a service with an allow-list', () => {
  const statusFrom = async (service: RunningService, forwarded?: string) =>
    (
      await postResponses(service.url, packet, {
        headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
      })
    ).status;

  it('refuses other addresses, before anything else is looked at', async () => {
    const service = await start({ CALLBACK_ALLOWED_IPS: '203.0.113.0/24' });
    const reply = await send(service.url, { query: 'x=1&x=2' });
    expect([reply.status, reply.json]).toMatchObject([403, { ErrorCode: 38004 }]);
    expect(await statusFrom(service, '203.0.113.7')).toBe(403);
  });

  it('trusts the proxies that it is told to, up to the first address that is none of theirs, with a port or without', async () => {
    const service = await start({
      CALLBACK_ALLOWED_IPS: '203.0.113.0/24',
      TRUST_PROXY: 'loopback,10.0.0.0/8',
    });
    expect(await statusFrom(service, '203.0.113.7')).toBe(200);
    expect(await statusFrom(service, '::ffff:203.0.113.7')).toBe(200);
    expect(await statusFrom(service, '203.0.113.7:51234')).toBe(200);
    expect(await statusFrom(service, '198.51.100.1:1, 203.0.113.7:51234, 10.1.2.3:443')).toBe(200);
    expect(await statusFrom(service, '198.51.100.1, 203.0.113.7, 10.1.2.3')).toBe(200);
    expect(await statusFrom(service, '203.0.113.7, 198.51.100.1')).toBe(403);
    expect(await statusFrom(service, 'unknown')).toBe(403);
    expect(await statusFrom(service)).toBe(403);
  });
});

describe('when the inside breaks', () => {
  /**
   * @fault process: an error inside while a packet is judged
   * @effect Each item is answered by ON_FAILURE, degraded.
   */
  it.each([
    ['allow', 0],
    ['deny', 38000],
  ])('the answer is by ON_FAILURE=%s, item by item', async (ON_FAILURE, code) => {
    const service = await start({ ON_FAILURE });
    service.inside.rules.current = () => {
      throw new Error('a bug');
    };
    const ResponseFriendItem = [...packet.ResponseFriendItem, 5];
    const reply = await postResponses(service.url, { ...packet, ResponseFriendItem });
    const items = [
      { To_Account: 'b', ResultCode: code },
      { To_Account: '', ResultCode: code },
    ];
    expect([reply.status, reply.json]).toMatchObject([
      200,
      { ActionStatus: 'OK', ErrorCode: 0, ResultItem: items },
    ]);
  });

  it('a deletion that cannot be made durable says so', async () => {
    const service = await start({});
    service.inside.log.full = true;
    const reply = await postDeletions(service.url, { PairList: [{ From_Account: 'a', To_Account: 'b' }] });
    expect([reply.status, reply.json]).toMatchObject([200, { ActionStatus: 'FAIL', ErrorCode: 1 }]);
  });

  /**
   * @fault rules: no rule set is loaded
   * @effect Each item is answered by ON_FAILURE, degraded.
   */
  it.each([
    ['allow', 0],
    ['deny', 38000],
  ])('no rule set leaves every item to ON_FAILURE=%s', async (ON_FAILURE, code) => {
    const service = await start({ ON_FAILURE });
    service.inside.rules.current = () => null;
    const reply = await postResponses(service.url, packet);
    expect([reply.status, reply.json]).toMatchObject([
      200,
      { ResultItem: [{ To_Account: 'b', ResultCode: code }] },
    ]);
    expect(service.inside.log.decisions.at(-1)?.verdicts[0]?.degraded).not.toBeNull();
  });
});

describe('the two sides', () => {
  it('keep metrics off the callback port, and health on both', async () => {
    const service = await start({});
    expect((await send(service.url, { method: 'GET', path: '/metrics' })).status).toBe(404);
    expect((await metricsOf(service)).status).toBe(200);
    for (const url of [service.url, service.consoleUrl]) {
      expect((await send(url, { method: 'GET', path: '/health/live' })).json).toEqual({ status: 'ok' });
      expect((await send(url, { method: 'GET', path: '/health/ready' })).json).toMatchObject({
        status: 'ok',
      });
    }
    expect((await postResponses(service.consoleUrl, packet)).status).toBe(404);
  });

  it('answer errors in their own formats: the envelope there, problem details here', async () => {
    const service = await start({});
    const nowhere = { method: 'GET', path: '/nowhere' };
    expect(await send(service.url, nowhere)).toMatchObject({ status: 404, json: { ActionStatus: 'FAIL' } });
    expect(await send(service.consoleUrl, nowhere)).toMatchObject({
      status: 404,
      headers: { 'content-type': 'application/problem+json; charset=utf-8' },
      json: { type: '/problems/unknown', title: 'Not Found', status: 404, detail: 'nothing is here' },
    });
  });

  it('share a port when both are told the same', async () => {
    const port = await freePort();
    const service = await start({ PORT: port, CONSOLE_PORT: port });
    expect(service.consoleUrl).toBe(service.url);
    expect((await send(service.url, { method: 'GET', path: '/health/ready' })).status).toBe(200);
    expect((await metricsOf(service)).status).toBe(200);
    expect((await postResponses(service.url, packet)).status).toBe(200);
    const at = (path: string) => send(service.url, { method: 'GET', path });
    expect((await at('/api/v1/nothing')).headers['content-type']).toMatch(/^application\/problem\+json/);
    expect((await at('/apis')).json).toMatchObject({ ActionStatus: 'FAIL' });
  });

  it('are ready once callbacks are taken, and not before', async () => {
    const CONSOLE_PORT = await freePort();
    const ready = (url: string) => send(url, { method: 'GET', path: '/health/ready' });
    const early: unknown[] = [];
    const service = await start({ CONSOLE_PORT }, async () => {
      early.push(await ready(`http://127.0.0.1:${CONSOLE_PORT}`));
    });
    expect(early).toMatchObject([{ status: 503, json: { status: 'starting', ruleSets: { [APP]: 1 } } }]);
    expect(service.isReady()).toBe(true);
    for (const url of [service.url, service.consoleUrl]) {
      expect(await ready(url)).toMatchObject({ status: 200, json: { status: 'ok' } });
    }
  });

  it('say what is degraded in a 200, and 503 only while starting or stopping', async () => {
    const { inside, consoleUrl, lifecycle } = await start({});
    const ready = () => send(consoleUrl, { method: 'GET', path: '/health/ready' });
    inside.health = { ...inside.health, degraded: [{ part: 'database', because: 'is away' }] };
    expect(await ready()).toMatchObject({ status: 200, json: { status: 'degraded' } });
    inside.health = { ...inside.health, apps: [{ appId: APP, ruleSet: null, isForeign: false }] };
    expect(await ready()).toMatchObject({ status: 503, json: { status: 'starting' } });
    lifecycle.stop();
    expect(await ready()).toMatchObject({ status: 503, json: { status: 'stopping' } });
  });
});

describe('on the line', () => {
  it('answers a request without any headers but its length', async () => {
    const service = await start({});
    const body = JSON.stringify(packet);
    const query = new URLSearchParams(parameters(friendResponse)).toString();
    const text = await exchange(service.url, [
      `POST /?${query} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    ]);
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text).toContain('"ActionStatus":"OK"');
  });

  /**
   * @fault flood: a slow body
   * @effect The wait is part of the deadline.
   */
  it('waits for a slow body, and charges the wait to the deadline', async () => {
    const service = await start({ ON_FAILURE: 'deny', DEADLINE_MS: '300' });
    const body = JSON.stringify(packet);
    const query = new URLSearchParams(parameters(friendResponse)).toString();
    const head = `POST /?${query} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
    const text = await exchange(service.url, [head, body.slice(0, 10), body.slice(10)], 250);
    expect(text).toContain('"ResultCode":38000');
    expect(service.inside.log.decisions.at(-1)?.verdicts[0]?.degraded).toBe('deadline');
  });

  it('answers what is no HTTP in JSON', async () => {
    const service = await start({});
    expect(await exchange(service.url, ['HELLO\r\n\r\n'])).toMatch(
      /^HTTP\/1\.1 400 Bad Request\r\n(.|\r\n)*"ActionStatus":"FAIL"/,
    );
    const flood = `POST / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await exchange(service.url, [flood])).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('answers in JSON without a Host', async () => {
    const service = await start({});
    const query = new URLSearchParams(parameters(friendResponse)).toString();
    const body = JSON.stringify(packet);
    const text = await exchange(service.url, [
      `POST /?${query} HTTP/1.1\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    ]);
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n(.|\r\n)*"ActionStatus":"OK"/);
  });

  it.each(['CONNECT', 'FOO', 'post'])('answers the method %s with 405, in JSON', async (method) => {
    const service = await start({});
    expect(await exchange(service.url, [`${method} / HTTP/1.1\r\nHost: x\r\n\r\n`])).toMatch(
      /^HTTP\/1\.1 405 Method Not Allowed\r\nAllow: POST\r\n(.|\r\n)*"ActionStatus":"FAIL"/,
    );
  });

  /**
   * @fault flood: a body that does not end
   * @effect The request ends after its timeout.
   */
  it('gives up on a body that does not end', async () => {
    const service = await start({});
    const text = await exchange(service.url, ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n{']);
    expect(text).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n(.|\r\n)*"ActionStatus":"FAIL"/);
  }, 20_000);

  /**
   * @fault process: a stop while a body does not end
   * @effect The process stops in time.
   */
  it('is not kept from stopping by a body that does not end', async () => {
    const service = await startInMemory();
    const hungUp = exchange(service.url, ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n{']);
    const patient = fetch(`${service.url}/health/live`);
    expect((await patient).status).toBe(200);
    await service.close();
    expect(await hungUp).toBe('');
  }, 20_000);

  it('serves on while it stops, and closes connections politely', async () => {
    const service = await startInMemory();
    service.lifecycle.stop();
    const reply = await postResponses(service.url, packet);
    expect([reply.status, reply.headers['connection']]).toEqual([200, 'close']);
    await service.close();
  });
});

const metricsOf = async (service: RunningService) => {
  const response = await fetch(`${service.consoleUrl}/metrics`);
  return { status: response.status, text: await response.text() };
};

async function freePort(): Promise<string> {
  const service = await startInMemory();
  await service.close();
  return new URL(service.url).port;
}
