import { createServer, METHODS, type RequestListener, type Server } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import type { Clock } from '../runtime/clock.js';
import type { EventLoop } from '../runtime/event-loop.js';
import type { Lifecycle } from '../runtime/process/lifecycle.js';
import { answerClientError, answerWrongMethod } from './client-error.js';
import type { ErrorFormat } from './error-format.js';

/** Options of an application that listens. */
export interface HttpOptions {
  /** Bytes. */
  readonly bodyLimit: number;
  /** Addresses and CIDR ranges whose `X-Forwarded-For` counts. */
  readonly trustedProxies: readonly string[];
  readonly clock: Clock;
  readonly eventLoop: EventLoop;
  readonly lifecycle: Lifecycle;
}

/** Longer than the proxies in front keep a connection: the side that closes first loses no request. */
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

/** Sees a request before Fastify does. Returns whether it takes the request. */
export type Interceptor = (...request: Parameters<RequestListener>) => boolean;

/** Options of Fastify that both applications share. The first interceptor that takes a request gets it. */
export function fastifyOptions(
  { bodyLimit, trustedProxies }: Pick<HttpOptions, 'bodyLimit' | 'trustedProxies'>,
  errors: ErrorFormat,
  interceptors: readonly Interceptor[] = [],
) {
  return {
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    bodyLimit,
    // Requests that still come on an open connection while the service stops are answered.
    return503OnClosing: false,
    exposeHeadRoutes: true,
    clientErrorHandler: (error: Error, socket: Parameters<typeof answerClientError>[1]) =>
      answerClientError(error, socket, errors),
    serverFactory: (fastify: RequestListener): Server =>
      createServer(SERVER_OPTIONS, (request, response) => {
        if (!interceptors.some((takes) => takes(request, response))) fastify(request, response);
      }),
    routerOptions: { maxParamLength: 16_384 },
    // A path that cannot be decoded belongs to no route.
    frameworkErrors: (_error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      void reply.status(404).type(errors.contentType).send(errors.bodyOf(404, 'nothing is here'));
    },
  } satisfies FastifyServerOptions;
}

/** Lets every method of HTTP reach the routes, and closes connections while the service stops. */
export function prepareFastify(
  fastify: FastifyInstance,
  { lifecycle }: Pick<HttpOptions, 'lifecycle'>,
  errors: ErrorFormat,
): void {
  for (const method of METHODS) {
    if (method !== 'CONNECT' && !fastify.supportedMethods.includes(method))
      fastify.addHttpMethod(method, { hasBody: true });
  }
  fastify.addHook('onRequest', (_request, reply, done) => {
    if (lifecycle.isStopping) reply.header('connection', 'close');
    done();
  });
  fastify.server.on('connect', (_request, socket) => answerWrongMethod(socket, errors));
  fastify.server.on('checkExpectation', (request, response) =>
    fastify.server.emit('request', request, response),
  );
}

/** `Clock.micros()` at a request's first byte: the request may have waited for as long as the loop was late. */
export function requestStartOf({ clock, eventLoop }: Pick<HttpOptions, 'clock' | 'eventLoop'>): number {
  return clock.micros() - eventLoop.lateMs() * 1_000;
}
