import type { IncomingMessage } from 'node:http';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { detailOf, statusOf } from '../http/error-format.js';
import { readBody } from '../http/read-body.js';
import { LIVE, type ReadinessProbe } from '../http/readiness-probe.js';
import {
  fastifyOptions,
  prepareFastify,
  requestStartOf,
  type HttpOptions,
  type Interceptor,
} from '../http/server-options.js';
import type { Log } from '../runtime/log.js';
import { envelopeErrors } from './envelope-errors.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** `Clock.micros()` at its first byte. */
    startedAt: number;
  }
}

/** How long requests may still come to their end while the server closes, in milliseconds: longer than any deadline. */
const LAST_REQUESTS_MS = 3_000;

/** Connections that may wait to be accepted: Node's own 511 are too few for a proxy that reconnects all at once. */
const BACKLOG = 4_096;

export interface CallbackServerOptions extends HttpOptions {
  readonly log: Log;
}

/**
 * The HTTP server that the platform calls: an application of its own, with errors in the platform's envelope. It reads every body as
 * bytes, whatever the content type says: the authenticator and the packet reader decide what they are.
 */
export class CallbackServer {
  readonly routes: FastifyInstance;
  private readonly interceptors: Interceptor[] = [];

  constructor(options: CallbackServerOptions, probe: ReadinessProbe) {
    const { log } = options;
    this.routes = fastify({
      ...fastifyOptions(options, envelopeErrors, [
        (...request) => this.interceptors.some((takes) => takes(...request)),
      ]),
    });
    prepareFastify(this.routes, options, envelopeErrors);
    readBytes(this.routes, options);
    this.routes.setErrorHandler((error, _request, reply) => answerError(error, reply, log));
    this.routes.get('/health/live', () => LIVE);
    this.routes.get('/health/ready', (_request, reply) => {
      const { status, body } = probe.ready();
      return reply.status(status).send(body);
    });
  }

  /** Lets a handler see every request before the routes do. */
  intercept(interceptor: Interceptor): void {
    this.interceptors.push(interceptor);
  }

  /** Takes connections from now on. */
  async listen(port: number, host: string): Promise<void> {
    await this.routes.listen({ port, host, backlog: BACKLOG });
  }

  /** Answers what it has received, then closes; a client that does not finish its request does not keep the process. */
  async close(): Promise<void> {
    const limit = setTimeout(() => this.routes.server.closeAllConnections(), LAST_REQUESTS_MS);
    await this.routes.close().finally(() => clearTimeout(limit));
  }
}

function readBytes(routes: FastifyInstance, options: HttpOptions): void {
  routes.removeAllContentTypeParsers();
  routes.addContentTypeParser('*', (_request: FastifyRequest, payload: IncomingMessage) =>
    readBody(payload, options.bodyLimit),
  );
  routes.decorateRequest('startedAt', 0);
  routes.addHook('onRequest', (request, _reply, done) => {
    request.startedAt = requestStartOf(options);
    // An odd header would be answered with 415.
    request.raw.headers['content-type'] = 'application/octet-stream';
    done();
  });
}

async function answerError(error: unknown, reply: FastifyReply, log: Log): Promise<void> {
  const status = statusOf(error);
  if (status >= 500) log.error({ err: error }, 'a request failed inside');
  await reply
    .status(status)
    .type(envelopeErrors.contentType)
    .send(envelopeErrors.bodyOf(status, detailOf(status)));
}
