import { Controller, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CallbackHandler } from './callback-handler.js';

/**
 * Takes every request that is nobody else's and did not go the short way: which paths and methods are callbacks is checked with
 * the other locks. Its route is Fastify's own: of the layers that Nest puts around a handler none is used.
 */
@Controller()
export class CallbacksController implements OnModuleInit {
  constructor(
    private readonly reception: CallbackHandler,
    private readonly adapters: HttpAdapterHost<FastifyAdapter>,
  ) {}

  onModuleInit(): void {
    const fastify = this.adapters.httpAdapter.getInstance();
    fastify.all('*', (request: FastifyRequest, reply: FastifyReply) => this.handle(request, reply));
  }

  private async handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { status, body } = await this.reception.handle({
      method: request.method,
      url: request.raw.url ?? '/',
      address: request.ip,
      body: request.body === 'too-large' ? 'too-large' : bytesOf(request.body),
      startedAt: request.startedAt,
    });
    // Its sender may still be sending.
    if (status === 413) reply.header('connection', 'close');
    if (status === 405) reply.header('allow', 'POST');
    return reply.status(status).type('application/json; charset=utf-8').send(body);
  }
}

/** A request without a body has none to parse. */
function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
