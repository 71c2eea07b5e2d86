import { createServer, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { answerClientError, answerWrongMethod } from './client-error.js';
import { ConnectionLimit } from './connection-limit.js';
import type { ErrorFormat } from './error-format.js';
import { ExchangeTracker } from './exchange-tracker.js';
import { originFormOf } from './origin-form.js';

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

/** Connections that one server keeps open. */
export const MAX_CONNECTIONS = 4_096;

export interface HttpServerOptions {
  readonly errors: ErrorFormat;
  readonly connections?: ConnectionLimit;
}

/** A server of `node:http` that bounds its connections, and answers in the application's own format what is no request. */
export function createHttpServer(
  { errors, connections = new ConnectionLimit(MAX_CONNECTIONS) }: HttpServerOptions,
  listener: RequestListener,
): Server {
  const exchanges = new ExchangeTracker();
  const failed = new WeakSet<Duplex>();
  const server = createServer(SERVER_OPTIONS, (request, response) => {
    request.url = originFormOf(request.url ?? '/');
    exchanges.begin(request, response);
    listener(request, response);
  });
  server.on('connection', (socket) => connections.admit(socket));
  server.on('clientError', (error, socket) => {
    // The parser repeats its error for each piece that comes after it.
    if (failed.has(socket)) return;
    failed.add(socket);
    exchanges.whenAnswered(socket, () => answerClientError(error, socket, errors));
  });
  server.on('connect', (_request, socket) => answerWrongMethod(socket, errors));
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  return server;
}
