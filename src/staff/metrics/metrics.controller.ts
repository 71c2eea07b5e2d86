import { Controller, Get, Headers, Res, UnauthorizedException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { MetricsRegistry } from '../../runtime/process/metrics-registry.js';
import { MetricsAccess } from './metrics-access.js';

/** For Prometheus; on the staff side only. */
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: MetricsRegistry,
    private readonly access: MetricsAccess,
  ) {}

  @Get()
  async read(
    @Headers('authorization') authorization: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!this.access.allows(authorization)) {
      void reply.header('www-authenticate', 'Bearer');
      throw new UnauthorizedException('metrics want the header "Authorization: Bearer" with METRICS_TOKEN');
    }
    await reply.type(this.metrics.contentType).send(await this.metrics.text());
  }
}
