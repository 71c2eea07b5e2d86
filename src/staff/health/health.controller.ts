import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LIVE, ReadinessProbe } from '../../http/readiness-probe.js';

/** For orchestrators and load balancers. The callbacks' server answers the same. */
@Controller('health')
export class HealthController {
  constructor(private readonly probe: ReadinessProbe) {}

  @Get('live')
  live(): typeof LIVE {
    return LIVE;
  }

  @Get('ready')
  ready(@Res({ passthrough: true }) reply: FastifyReply): object {
    const { status, body } = this.probe.ready();
    reply.status(status);
    return body;
  }
}
