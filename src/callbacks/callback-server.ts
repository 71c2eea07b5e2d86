import { once } from 'node:events';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { ConnectionLimit } from '../http/connection-limit.js';
import { EarlyResponder } from '../http/early-responder.js';
import { createHttpServer, MAX_CONNECTIONS } from '../http/http-server.js';
import type { Interceptor } from '../http/path-dispatch.js';
import type { HttpOptions } from '../http/server-options.js';
import { LIVE, type ReadinessProbe } from '../http/readiness-probe.js';
import { pathOf } from './authentication/callback-query.js';
import type { CallbackReply } from './callback-handler.js';
import { envelopeErrors } from './envelope-errors.js';

/** How long requests may still come to their end while the server closes, in milliseconds: longer than any deadline. */
const LAST_REQUESTS_MS = 3_000;

/** Connections that may wait to be accepted: Node's own 511 are too few for a proxy that reconnects all at once. */
const BACKLOG = 4_096;

/** Bytes of a refused body that are discarded, as a multiple of `BODY_LIMIT`. */
const DISCARD_FACTOR = 8;

export interface CallbackServerOptions extends HttpOptions {
  readonly deadlineMs: number;
}

/**
 * The HTTP server that the platform calls, with errors in the platform's envelope. Besides the two questions of an orchestrator, every
 * path and method goes to the controller, whose authenticator knows which of them are callbacks.
 */
export class CallbackServer {
  readonly server: Server;
  readonly connections = new ConnectionLimit(MAX_CONNECTIONS);
  private readonly early: EarlyResponder;
  private listener: RequestListener = () => undefined;
  private readonly interceptors: Interceptor[] = [];

  constructor(
    readonly options: CallbackServerOptions,
    private readonly probe: ReadinessProbe,
  ) {
    const { connections } = this;
    this.early = new EarlyResponder(options.bodyLimit * DISCARD_FACTOR);
    this.server = createHttpServer({ errors: envelopeErrors, connections }, (request, response) =>
      this.dispatch(request, response),
    );
  }

  /** Gives every request that is nothing else to a listener. Called before the server listens. */
  route(listener: RequestListener): void {
    this.listener = listener;
  }

  /** Lets another application on the same port see every request first. */
  intercept(interceptor: Interceptor): void {
    this.interceptors.push(interceptor);
  }

  /** Takes connections from now on. Rejects where the address cannot be listened on. */
  async listen(port: number, host: string): Promise<void> {
    this.server.listen({ port, host, backlog: BACKLOG });
    await once(this.server, 'listening');
  }

  /** Answers what it has received, then closes; a client that does not finish its request does not keep the process. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    const limit = setTimeout(() => this.server.closeAllConnections(), LAST_REQUESTS_MS);
    const closed = once(this.server, 'close');
    this.server.close();
    await closed.finally(() => clearTimeout(limit));
  }

  /** Responds to a request whose body is not read, or not read to its end. */
  async respondEarly(
    request: IncomingMessage,
    response: ServerResponse,
    { status, body }: CallbackReply,
  ): Promise<void> {
    const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
    if (status === 405) headers['allow'] = 'POST';
    if (this.options.lifecycle.isStopping) headers['connection'] = 'close';
    await this.early.respond(request, response, { status, headers, body });
  }

  private dispatch(request: IncomingMessage, response: ServerResponse): void {
    if (this.interceptors.some((takes) => takes(request, response))) return;
    const answer = this.healthAt(request);
    if (answer === null) this.listener(request, response);
    else void this.respondEarly(request, response, { ...answer, body: JSON.stringify(answer.body) });
  }

  private healthAt({ method, url = '/' }: IncomingMessage) {
    if (method !== 'GET' && method !== 'HEAD') return null;
    switch (pathOf(url)) {
      case '/health/live':
        return { status: 200, body: LIVE };
      case '/health/ready':
        return this.probe.ready();
      default:
        return null;
    }
  }
}
