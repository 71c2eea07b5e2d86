import type { IncomingMessage, ServerResponse } from 'node:http';
import { compile, default as addressOf } from '@fastify/proxy-addr';
import type { Arrival } from './authentication/callback-authenticator.js';
import { pathOf } from './authentication/callback-query.js';
import type { Reply } from './callback-handler.js';
import type { HttpSide } from '../http/http-adapter.js';
import { readBody } from '../http/read-body.js';

/** Gives a request its answer; never rejects. */
export type Answering = (arrival: Arrival) => Promise<Reply>;

/** The way of what is posted to a few paths: past Fastify, whose layers cost more than judging. All else goes through them. */
export class ShortWay {
  private paths: ReadonlySet<string> = new Set();
  private answering: Answering | null = null;
  private readonly senderOf: (request: IncomingMessage) => string;

  constructor(private readonly side: HttpSide) {
    this.senderOf = senderBehind(side.trustedProxies);
  }

  /** From now on answers what is posted to these paths. */
  open(paths: ReadonlySet<string>, answering: Answering): void {
    this.paths = paths;
    this.answering = answering;
  }

  /** Takes a request that goes this way; says whether it does. */
  take(request: IncomingMessage, response: ServerResponse): boolean {
    const { answering } = this;
    const url = request.url ?? '/';
    if (answering === null || request.method !== 'POST' || !this.paths.has(pathOf(url))) return false;
    void this.answer(request, response, { url, answering, startedAt: startOf(this.side) });
    return true;
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
    {
      url,
      answering,
      startedAt,
    }: { readonly url: string; readonly answering: Answering; readonly startedAt: number },
  ): Promise<void> {
    try {
      const body = await readBody(request, this.side.bodyLimit);
      this.reply(
        response,
        await answering({ method: 'POST', url, address: this.senderOf(request), body, startedAt }),
      );
    } catch {
      // Who does not send a request to its end is not there any more.
      request.destroy();
    }
  }

  private reply(response: ServerResponse, { status, body }: Reply): void {
    // Who sent too much may still be sending.
    if (status === 413 || this.side.stopSign.isRaised) response.setHeader('connection', 'close');
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  }
}

/** `Clock.micros()` at a request's first byte: it may have waited for as long as the loop was late. */
export function startOf({ clock, eventLoop }: Pick<HttpSide, 'clock' | 'eventLoop'>): number {
  return clock.micros() - eventLoop.lateMs() * 1_000;
}

/** Where a request came from, proxies that are believed left out, as Fastify finds it. */
function senderBehind(proxies: readonly string[]): (request: IncomingMessage) => string {
  if (proxies.length === 0) return (request) => request.socket.remoteAddress ?? '';
  const isBelieved = compile([...proxies]);
  return (request) => addressOf(request, isBelieved);
}
