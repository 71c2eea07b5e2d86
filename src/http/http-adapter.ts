import { createServer, METHODS, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../runtime/clock.js';
import type { EventLoop } from '../runtime/event-loop.js';
import type { StopSign } from './stop-sign.js';
import { NOT_FOUND_BODY } from '../callbacks/envelope-writer.js';
import { answerClientError, answerWrongMethod } from './client-error.js';
import { readBody } from './read-body.js';
import { requestStartOf, type CallbackFastPath } from '../callbacks/callback-fast-path.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** `Clock.micros()` at its first byte. */
    startedAt: number;
  }
}

/** What a listening side is told. */
export interface HttpServerOptions {
  /** Bytes. */
  readonly bodyLimit: number;
  readonly trustedProxies: readonly string[];
  readonly clock: Clock;
  readonly eventLoop: EventLoop;
  readonly stopSign: StopSign;
}

/** Longer than the proxies in front of us keep a connection: the one who closes first loses no request. */
const KEEP_ALIVE_MS = 80_000;
const REQUEST_TIMEOUT_MS = 10_000;

const SERVER_OPTIONS = {
  keepAliveTimeout: KEEP_ALIVE_MS,
  requestTimeout: REQUEST_TIMEOUT_MS,
  connectionsCheckingInterval: 1_000,
  // Left at its default of a minute, it would be the one that slow bodies get: Node swaps the two when it is the longer.
  headersTimeout: REQUEST_TIMEOUT_MS,
  // Node's own refusal of a request without Host has no body.
  requireHostHeader: false,
} as const;

/**
 * Fastify without opinions on what a request may look like: content type, body and method are the handlers' affair.
 * @param shortWay takes what does not go through Fastify; `null` where all does
 */
export function createHttpAdapter(
  side: HttpServerOptions,
  shortWay: CallbackFastPath | null,
): FastifyAdapter {
  const { bodyLimit, trustedProxies, stopSign } = side;
  const adapter = new FastifyAdapter({
    // No middleware is used, and what runs it would cost every request.
    skipMiddie: true,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    bodyLimit,
    // What still comes on an open connection while the service stops is answered.
    return503OnClosing: false,
    exposeHeadRoutes: true,
    clientErrorHandler: answerClientError,
    serverFactory: (fastify: RequestListener): Server =>
      createServer(SERVER_OPTIONS, (request, response) => {
        if (shortWay?.tryHandle(request, response) !== true) fastify(request, response);
      }),
    routerOptions: { maxParamLength: 16_384 },
    // A path that cannot be decoded is nobody's.
    frameworkErrors: (_error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      void reply.status(404).type('application/json; charset=utf-8').send(NOT_FOUND_BODY);
    },
  });
  const fastify = adapter.getInstance();
  for (const method of METHODS) {
    if (method !== 'CONNECT' && !fastify.supportedMethods.includes(method))
      fastify.addHttpMethod(method, { hasBody: true });
  }
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request: FastifyRequest, payload: IncomingMessage) =>
    readBody(payload, bodyLimit),
  );
  fastify.decorateRequest('startedAt', 0);
  fastify.addHook('onRequest', (request, reply, done) => {
    request.startedAt = requestStartOf(side);
    // The body is what it is, whatever the header says; and an odd header would be answered with 415.
    request.raw.headers['content-type'] = 'application/octet-stream';
    if (stopSign.isRaised) reply.header('connection', 'close');
    done();
  });
  fastify.server.on('connect', (_request, socket) => answerWrongMethod(socket));
  fastify.server.on('checkExpectation', (request, response) =>
    fastify.server.emit('request', request, response),
  );
  return adapter;
}
