import { Controller, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CallbackHandler } from './callback-handler.js';
import { CallbackServer } from './callback-server.js';

/**
 * Takes every request that did not go the fast path: the authenticator checks which paths and methods are callbacks. Its route is
 * Fastify's own: it needs none of the layers that Nest puts around a handler.
 */
@Controller()
export class CallbacksController implements OnModuleInit {
  constructor(
    private readonly handler: CallbackHandler,
    private readonly server: CallbackServer,
  ) {}

  onModuleInit(): void {
    this.server.routes.all('*', (request, reply) => this.handle(request, reply));
  }

  private async handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { status, body } = await this.handler.handle({
      method: request.method,
      url: request.raw.url ?? '/',
      address: request.ip,
      body: request.body === 'too-large' ? 'too-large' : bytesOf(request.body),
      startedAt: request.startedAt,
    });
    // The sender may still be sending.
    if (status === 413) reply.header('connection', 'close');
    if (status === 405) reply.header('allow', 'POST');
    return reply.status(status).type('application/json; charset=utf-8').send(body);
  }
}

/** A request without a body has none to parse. */
function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
