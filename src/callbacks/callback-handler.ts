import type { BlocklistRecorder } from '../moderation/blocklist-recorder.js';
import type { FriendResponseModerator } from '../moderation/friend-response-moderator.js';
import type { Delivery } from '../moderation/model/callback.js';
import type { Decision, OnFailure } from '../moderation/model/decision.js';
import type { Clock } from '../runtime/clock.js';
import type { Packet, Refusal } from './authentication/authentication-result.js';
import {
  refusedAsTooLarge,
  refusedBody,
  refusedForOverload,
  type AdmittedHead,
  type CallbackAuthenticator,
  type RequestHead,
} from './authentication/callback-authenticator.js';
import type { CallbackLog } from './callback-log.js';
import type { CallbackCommand, CallbackMeter, CallbackOutcome } from './callback-meter.js';
import { deliveryId } from './delivery-id.js';
import { ACCEPTED_BODY, fallbackBody, unjudgedBody } from './envelope-writer.js';
import { fingerprintOf } from './fingerprint.js';
import type { PacketWorkload } from './packet/packet-workload.js';
import { DELETION_FAILED, refusalBody } from './refusal-bodies.js';
import { commands } from './wire.js';

export interface CallbackReply {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
}

/** A request whose head was admitted. */
export interface CallbackRequest {
  readonly head: AdmittedHead;
  /** As the client sent it, inflated; or why it could not be read. */
  readonly body: Buffer | BodyFault;
  readonly address: string;
  /** `Clock.micros()` at its first byte. */
  readonly startedAt: number;
}

export type BodyFault =
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unreadable'; readonly why: string }
  /** There was no room for it. */
  | { readonly kind: 'overload' };

export interface CallbackProcessors {
  readonly moderator: Pick<FriendResponseModerator, 'moderate'>;
  readonly blocklistRecorder: Pick<BlocklistRecorder, 'record'>;
  readonly workload: PacketWorkload;
  /** The verdict on items when an error prevents an answer. */
  readonly onFailure: OnFailure;
}

/** Gives every request its answer. Never rejects: an error would let everything pass. */
export class CallbackHandler {
  constructor(
    private readonly authenticator: CallbackAuthenticator,
    private readonly processors: CallbackProcessors,
    private readonly clock: Clock,
    private readonly record: { readonly meter: CallbackMeter; readonly log: CallbackLog },
  ) {}

  /** Checks what comes before the body. A refusal is the answer. */
  checkHead(head: RequestHead): Refusal | AdmittedHead {
    const result = this.authenticator.checkHead(head, this.clock.wall());
    if (result.kind === 'refused') return this.refuse(result, head.address);
    const { sender } = result;
    if (sender.kind === 'known' && sender.token !== null)
      this.record.meter.signed(sender.appId, sender.token);
    return result;
  }

  async handle(request: CallbackRequest): Promise<CallbackReply> {
    const { head, body, address } = request;
    if (!Buffer.isBuffer(body)) return this.withoutBody(request, body);
    const parsing = this.processors.workload.parse(body, request.startedAt);
    const parsed = parsing instanceof Promise ? await parsing : parsing;
    if (parsed === null) return this.refuse(refusedForOverload(head.query.command), address);
    this.record.log.parsed(parsed.body);
    try {
      const result = this.authenticator.checkBody(head, parsed.body);
      switch (result.kind) {
        case 'refused':
          return this.refuse(result, address);
        case 'probe':
          return this.probe(request);
        case 'other':
          this.observe(request, 'other', 'not-judged');
          return { status: 200, body: unjudgedBody(result.command, result.fields) };
        case 'packet':
          return { status: 200, body: await this.handlePacket(request, body, result) };
      }
    } finally {
      parsed.release();
    }
  }

  /** A sender that is not known gets what the console's probe gets, whatever it sent. */
  private withoutBody(request: CallbackRequest, fault: BodyFault): CallbackReply {
    const { query, sender } = request.head;
    if (fault.kind === 'overload') return this.refuse(refusedForOverload(query.command), request.address);
    if (sender.kind === 'unknown') return this.probe(request);
    const refusal =
      fault.kind === 'too-large'
        ? refusedAsTooLarge(query.command)
        : refusedBody(query.command, `the body ${fault.why}`);
    return this.refuse(refusal, request.address);
  }

  private probe(request: CallbackRequest): CallbackReply {
    this.observe(request, 'probe', 'not-judged');
    return { status: 200, body: ACCEPTED_BODY };
  }

  private refuse(refusal: Refusal, address: string): Refusal {
    this.record.meter.refused(refusal.reason);
    this.record.log.refused(refusal, address);
    return refusal;
  }

  private async handlePacket(request: CallbackRequest, body: Buffer, packet: Packet): Promise<string> {
    const isJudged = packet.command === commands.friendResponse;
    try {
      const delivery = this.deliveryOf(body, packet);
      return isJudged
        ? await this.judge(request, delivery, packet)
        : await this.recordDeletions(request, delivery, packet);
    } catch (error) {
      this.record.log.failed(packet.command, error);
      this.observe(request, isJudged ? 'friend-response' : 'blocklist-deletion', 'failed');
      return isJudged
        ? fallbackBody(packet.fields, this.processors.onFailure)
        : refusalBody(packet.command, DELETION_FAILED, 'the deletion could not be recorded');
    }
  }

  private async judge(request: CallbackRequest, delivery: Delivery, packet: Packet): Promise<string> {
    const { workload, moderator } = this.processors;
    const reading = workload.friendResponses(delivery, packet.fields);
    const callback = reading instanceof Promise ? await reading : reading;
    const { decision, body } = await moderator.moderate(callback, request.startedAt);
    this.record.meter.decided(decision);
    this.observe(request, 'friend-response', outcomeOf(decision), delivery);
    return body;
  }

  private async recordDeletions(
    request: CallbackRequest,
    delivery: Delivery,
    packet: Packet,
  ): Promise<string> {
    const { workload, blocklistRecorder } = this.processors;
    const callback = await workload.blocklistDeletions(delivery, packet.fields);
    const { outcome, body } = await blocklistRecorder.record(callback, request.startedAt);
    this.observe(request, 'blocklist-deletion', outcome === 'recorded' ? 'answered' : outcome, delivery);
    return body;
  }

  private deliveryOf(body: Buffer, { appId, command, query }: Packet): Delivery {
    const receivedAt = this.clock.now();
    const { requestId } = query;
    return {
      id: deliveryId(receivedAt),
      appId,
      receivedAt,
      wallClockAt: this.clock.wall(),
      fingerprint: fingerprintOf({ appId, command, requestId }, body),
      platform: query.platform,
      clientAddress: query.clientAddress,
      requestId,
      query: query.rest,
    };
  }

  private observe(
    request: CallbackRequest,
    command: CallbackCommand,
    outcome: CallbackOutcome,
    delivery?: Delivery,
  ): void {
    const seconds = (this.clock.micros() - request.startedAt) / 1_000_000;
    this.record.meter.answered(command, outcome, seconds);
    this.record.log.answered(command, outcome, seconds, delivery);
  }
}

function outcomeOf(decision: Decision): CallbackOutcome {
  if (decision.duplicateOf !== null) return 'copy';
  if (decision.callback.problems.length > 0) return 'malformed';
  return decision.verdicts.some((verdict) => verdict.degraded !== null) ? 'degraded' : 'answered';
}
