import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { NOT_FOUND_BODY, refusalBody } from './envelope-writer.js';
import type { Log } from '../runtime/log.js';
import { ownCodes } from '../moderation/model/result-code.js';

/** The one translator of errors to HTTP: whatever went wrong, the answer is JSON in the platform's envelope. */
@Catch()
export class EnvelopeExceptionFilter implements ExceptionFilter<unknown> {
  constructor(private readonly log: Log) {}

  /** The message of an error is not passed on: Nest's 404 holds the URL, and so a signature and the secret path. */
  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const status = statusOf(error);
    if (status >= 500) this.log.error({ err: error }, 'a request failed inside');
    void reply.status(status).type('application/json; charset=utf-8').send(bodyOf(status));
  }
}

function bodyOf(status: number): string {
  if (status === 404) return NOT_FOUND_BODY;
  return status >= 500
    ? refusalBody(null, ownCodes.undecided, 'failed inside')
    : refusalBody(null, ownCodes.malformed, 'the request could not be read');
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status: unknown = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
