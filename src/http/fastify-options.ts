import { METHODS, type RequestListener } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import type { ErrorFormat } from './error-format.js';
import { createHttpServer } from './http-server.js';
import type { HttpOptions } from './server-options.js';

/** Options of a Fastify application on a server of this kit. */
export function fastifyOptions(
  { bodyLimit, trustedProxies }: Pick<HttpOptions, 'bodyLimit' | 'trustedProxies'>,
  errors: ErrorFormat,
) {
  return {
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    bodyLimit,
    // Requests that still come on an open connection while the service stops are answered.
    return503OnClosing: false,
    exposeHeadRoutes: true,
    serverFactory: (fastify: RequestListener) => createHttpServer({ errors }, fastify),
    // The server answers what is no request; Fastify would answer it once more.
    clientErrorHandler: () => undefined,
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
): void {
  for (const method of METHODS) {
    if (method !== 'CONNECT' && !fastify.supportedMethods.includes(method))
      fastify.addHttpMethod(method, { hasBody: true });
  }
  fastify.addHook('onRequest', (_request, reply, done) => {
    if (lifecycle.isStopping) reply.header('connection', 'close');
    done();
  });
}
