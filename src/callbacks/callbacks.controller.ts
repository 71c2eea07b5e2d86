import type { IncomingMessage, ServerResponse } from 'node:http';
import { Controller, Inject, type OnModuleInit } from '@nestjs/common';
import { BodyBudget } from '../http/body-budget.js';
import { readBody } from '../http/body-reader.js';
import { clientAddressReader, type ReadClientAddress } from '../http/client-address.js';
import { BodyInflater, encodingsOf } from '../http/content-encoding.js';
import { requestStartOf } from '../http/server-options.js';
import type { AdmittedHead } from './authentication/callback-authenticator.js';
import { CallbackHandler, type BodyFault, type CallbackReply } from './callback-handler.js';
import { CallbackServer } from './callback-server.js';

/** Bytes that are read of a body whose sender is not known: enough for what the platform's console sends when it tries the URL. */
const MAX_PROBE_BYTES = 16_384;

/** Bytes of bodies in memory: over senders that are not authenticated, and over all. A single body must fit. */
const MAX_UNAUTHENTICATED_BYTES = 32 * 1024 ** 2;
const MAX_HELD_BYTES = 128 * 1024 ** 2;

interface CallbackBody {
  readonly body: Buffer | BodyFault;
  /** Whether the rest of it is still to come. */
  readonly isPartial: boolean;
  readonly release: () => void;
}

/**
 * Answers the platform's callbacks. Its route is `node:http`'s own: the layers that Nest and Fastify put around a handler cost more than
 * judging. URL and headers decide what they can before a byte of the body is kept.
 */
@Controller()
export class CallbacksController implements OnModuleInit {
  private readonly clientAddressOf: ReadClientAddress;
  private readonly budget: BodyBudget;
  private readonly inflater: BodyInflater;

  constructor(
    @Inject(CallbackHandler) private readonly handler: CallbackHandler,
    @Inject(CallbackServer) private readonly server: CallbackServer,
  ) {
    const { bodyLimit, trustedProxies } = server.options;
    this.clientAddressOf = clientAddressReader(trustedProxies);
    this.budget = new BodyBudget({
      unauthenticated: Math.max(MAX_UNAUTHENTICATED_BYTES, bodyLimit),
      total: Math.max(MAX_HELD_BYTES, 2 * bodyLimit),
    });
    this.inflater = new BodyInflater(bodyLimit);
  }

  onModuleInit(): void {
    this.server.route((request, response) => void this.handle(request, response));
  }

  /** Answers a request. Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAt = requestStartOf(this.server.options);
    const address = this.clientAddressOf(request);
    try {
      const { method = '', url = '/' } = request;
      const head = this.handler.checkHead({ method, url, address });
      if (head.kind === 'refused') return await this.server.respondEarly(request, response, head);
      if (isAuthenticated(head)) this.server.connections.prove(request.socket);
      const held = await this.bodyOf(request, head);
      try {
        const reply = await this.handler.handle({ head, body: held.body, address, startedAt });
        if (held.isPartial) await this.server.respondEarly(request, response, reply);
        else this.reply(response, reply);
      } finally {
        held.release();
      }
    } catch {
      // The client went away before its request ended.
      request.destroy();
    }
  }

  private async bodyOf(request: IncomingMessage, head: AdmittedHead): Promise<CallbackBody> {
    const limit = head.sender.kind === 'known' ? this.server.options.bodyLimit : MAX_PROBE_BYTES;
    const read = await readBody(request, { limit, isAuthenticated: isAuthenticated(head) }, this.budget);
    if (read.kind !== 'whole') return { body: read, isPartial: true, release: NOTHING_HELD };
    const encodings = encodingsOf(request.headers['content-encoding']);
    // An unknown sender's body is not inflated: it is a probe, or refused.
    if (encodings.length === 0 || head.sender.kind === 'unknown') {
      return { body: read.bytes, isPartial: false, release: read.release };
    }
    const inflated = await this.inflater.inflate(read.bytes, encodings, {
      isAuthenticated: isAuthenticated(head),
      withinMs: this.server.options.deadlineMs,
    });
    const body = inflated.kind === 'inflated' ? inflated.bytes : inflated;
    return { body, isPartial: false, release: read.release };
  }

  private reply(response: ServerResponse, { status, body }: CallbackReply): void {
    if (this.server.options.lifecycle.isStopping) response.setHeader('connection', 'close');
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  }
}

function isAuthenticated({ sender }: AdmittedHead): boolean {
  return sender.kind === 'known' && sender.token !== null;
}

const NOTHING_HELD = (): void => undefined;
