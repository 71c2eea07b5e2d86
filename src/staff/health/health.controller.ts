import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OpenSign } from '../../http/open-sign.js';
import { StopSign } from '../../http/stop-sign.js';
import { Health } from './health.js';
import { readinessOf } from './readiness.js';

/** For orchestrators and load balancers; on both sides. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly openSign: OpenSign,
    private readonly stopSign: StopSign,
  ) {}

  /** The process turns its loop; whether it can do its work is the other question. */
  @Get('live')
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  ready(@Res({ passthrough: true }) reply: FastifyReply): unknown {
    const { status, body } = readinessOf(this.health.report(), {
      isOpen: this.openSign.isRaised,
      isStopping: this.stopSign.isRaised,
    });
    reply.status(status);
    return body;
  }
}
