import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { detailOf, statusOf } from '../http/error-format.js';
import type { Log } from '../runtime/log.js';
import { problemDetails } from './problem-details.js';

/** The one translator of errors to HTTP on the staff's side. */
@Catch()
export class ProblemDetailsFilter implements ExceptionFilter<unknown> {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
    if (status >= 500) this.log.error({ err: error }, 'a request failed inside');
    const detail = status === 404 ? 'nothing is here' : detailOf(status);
    void reply.status(status).type(problemDetails.contentType).send(problemDetails.bodyOf(status, detail));
  }
}
