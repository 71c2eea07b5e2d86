import type { IncomingMessage, ServerResponse } from 'node:http';
import { compile, default as addressOf } from '@fastify/proxy-addr';
import type { CallbackRequest } from './authentication/callback-authenticator.js';
import { pathOf } from './authentication/callback-query.js';
import type { CallbackReply } from './callback-handler.js';
import { readBody } from '../http/read-body.js';
import { requestStartOf, type HttpOptions } from '../http/server-options.js';

/** Gives a request its answer; never rejects. */
export type HandleCallback = (arrival: CallbackRequest) => Promise<CallbackReply>;

/** The way of what is posted to a few paths: past Fastify, whose layers cost more than judging. All else goes through them. */
export class CallbackFastPath {
  private paths: ReadonlySet<string> = new Set();
  private handler: HandleCallback | null = null;
  private readonly clientAddressOf: (request: IncomingMessage) => string;

  constructor(private readonly options: HttpOptions) {
    this.clientAddressOf = clientAddressBehind(options.trustedProxies);
  }

  /** From now on answers what is posted to these paths. */
  enable(paths: ReadonlySet<string>, answering: HandleCallback): void {
    this.paths = paths;
    this.handler = answering;
  }

  /** Takes a request that goes this way; says whether it does. */
  tryHandle(request: IncomingMessage, response: ServerResponse): boolean {
    const { handler } = this;
    const url = request.url ?? '/';
    if (handler === null || request.method !== 'POST' || !this.paths.has(pathOf(url))) return false;
    void this.handle(request, response, { url, handler, startedAt: requestStartOf(this.options) });
    return true;
  }

  private async handle(
    request: IncomingMessage,
    response: ServerResponse,
    {
      url,
      handler,
      startedAt,
    }: { readonly url: string; readonly handler: HandleCallback; readonly startedAt: number },
  ): Promise<void> {
    try {
      const body = await readBody(request, this.options.bodyLimit);
      this.reply(
        response,
        await handler({ method: 'POST', url, address: this.clientAddressOf(request), body, startedAt }),
      );
    } catch {
      // Who does not send a request to its end is not there any more.
      request.destroy();
    }
  }

  private reply(response: ServerResponse, { status, body }: CallbackReply): void {
    // Who sent too much may still be sending.
    if (status === 413 || this.options.lifecycle.isStopping) response.setHeader('connection', 'close');
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  }
}

/** Where a request came from, proxies that are believed left out, as Fastify finds it. */
function clientAddressBehind(proxies: readonly string[]): (request: IncomingMessage) => string {
  if (proxies.length === 0) return (request) => request.socket.remoteAddress ?? '';
  const isBelieved = compile([...proxies]);
  return (request) => addressOf(request, isBelieved);
}
