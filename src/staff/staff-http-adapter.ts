import { FastifyAdapter } from '@nestjs/platform-fastify';
import { fastifyOptions, prepareFastify } from '../http/fastify-options.js';
import type { HttpOptions } from '../http/server-options.js';
import { problemDetails } from './problem-details.js';

/** First segments of the paths that belong to the staff's side where both sides share a port. */
export const STAFF_PATHS = ['/health', '/metrics', '/api', '/console', '/problems'] as const;

/** The HTTP application of the staff's side: JSON in and out, errors as problem details. */
export function staffHttpAdapter(options: HttpOptions): FastifyAdapter {
  const adapter = new FastifyAdapter({
    ...fastifyOptions(options, problemDetails),
    // No middleware is used, and what runs it would cost every request.
    skipMiddie: true,
  });
  prepareFastify(adapter.getInstance(), options);
  return adapter;
}
