import { All, Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Reception } from './reception.js';

/** Takes every request that is nobody else's: which paths and methods are callbacks is checked with the other locks. */
@Controller()
export class CallbacksController {
  constructor(private readonly reception: Reception) {}

  @All('*')
  async answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { status, body } = await this.reception.answer({
      method: request.method,
      url: request.raw.url ?? '/',
      address: request.ip,
      body: request.body === 'too-large' ? 'too-large' : bytesOf(request.body),
      startedAt: request.startedAt,
    });
    // Its sender may still be sending.
    if (status === 413) reply.header('connection', 'close');
    if (status === 405) reply.header('allow', 'POST');
    await reply.status(status).type('application/json; charset=utf-8').send(body);
  }
}

/** A request without a body has none to parse. */
function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
