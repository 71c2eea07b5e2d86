import { hash } from 'node:crypto';
import type { BlocklistRecorder } from '../moderation/blocklist-recorder.js';
import type { Delivery } from '../moderation/model/callback.js';
import type { Clock } from '../runtime/clock.js';
import type { Decision, OnFailure } from '../moderation/model/decision.js';
import type { FriendResponseModerator } from '../moderation/friend-response-moderator.js';
import { ACCEPTED_BODY, fallbackBody, refusalBody } from './envelope-writer.js';
import type { CallbackCommand, CallbackMeter, CallbackOutcome } from './callback-meter.js';
import { deliveryId } from './delivery-id.js';
import type {
  CallbackRequest,
  CallbackAuthenticator,
  AuthenticationResult,
} from './authentication/callback-authenticator.js';
import { readBlocklistDeletions, readFriendResponses } from './packet/packet-reader.js';
import type { CallbackLog } from './callback-log.js';
import { commands } from './wire.js';

export interface CallbackReply {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
}

type Packet = Extract<AuthenticationResult, { readonly kind: 'packet' }>;

/** Who answers what has been let in. */
export interface CallbackProcessors {
  readonly moderator: Pick<FriendResponseModerator, 'moderate'>;
  readonly blocklistRecorder: Pick<BlocklistRecorder, 'record'>;
  /** What becomes of items when an answer fails in a way that nobody foresaw. */
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

  async handle(arrival: CallbackRequest): Promise<CallbackReply> {
    const entry = this.authenticator.authenticate(arrival, this.clock.wall());
    switch (entry.kind) {
      case 'refused':
        this.record.meter.refused(entry.reason);
        this.record.log.refused(entry.reason, arrival.address);
        return entry;
      case 'probe':
      case 'other':
        this.observe(arrival, entry.kind, 'not-judged');
        return { status: 200, body: ACCEPTED_BODY };
      case 'packet':
        return { status: 200, body: await this.handlePacket(arrival, entry) };
    }
  }

  private async handlePacket(arrival: CallbackRequest, packet: Packet): Promise<string> {
    const isJudged = packet.command === commands.friendResponse;
    try {
      const delivery = this.deliveryOf(arrival, packet);
      return isJudged
        ? await this.judge(arrival, delivery, packet)
        : await this.recordDeletions(arrival, delivery, packet);
    } catch (error) {
      this.record.log.failed(packet.command, error);
      this.observe(arrival, isJudged ? 'friend-response' : 'blocklist-deletion', 'failed');
      return isJudged
        ? fallbackBody(packet.fields, this.processors.onFailure)
        : refusalBody(packet.command, 1, 'the deletion could not be recorded');
    }
  }

  private async judge(arrival: CallbackRequest, delivery: Delivery, packet: Packet): Promise<string> {
    const callback = readFriendResponses(delivery, packet.fields);
    const { decision, body } = await this.processors.moderator.moderate(callback, arrival.startedAt);
    this.record.meter.decided(decision);
    this.observe(arrival, 'friend-response', outcomeOf(decision), delivery);
    return body;
  }

  private async recordDeletions(
    arrival: CallbackRequest,
    delivery: Delivery,
    packet: Packet,
  ): Promise<string> {
    const { outcome, body } = await this.processors.blocklistRecorder.record(
      readBlocklistDeletions(delivery, packet.fields),
    );
    this.observe(arrival, 'blocklist-deletion', outcome === 'recorded' ? 'answered' : outcome, delivery);
    return body;
  }

  private deliveryOf(arrival: CallbackRequest, { appId, command, query }: Packet): Delivery {
    const receivedAt = this.clock.now();
    return {
      id: deliveryId(receivedAt),
      appId,
      receivedAt,
      wallClockAt: this.clock.wall(),
      fingerprint: fingerprintOf(appId, command, arrival.body),
      platform: query.platform,
      clientAddress: query.clientAddress,
      requestId: query.requestId,
      query: query.rest,
    };
  }

  private observe(
    arrival: CallbackRequest,
    command: CallbackCommand,
    outcome: CallbackOutcome,
    delivery?: Delivery,
  ): void {
    const seconds = (this.clock.micros() - arrival.startedAt) / 1_000_000;
    this.record.meter.answered(command, outcome, seconds);
    this.record.log.answered(command, outcome, seconds, delivery);
  }
}

/** JSON text ends where it ends, so that no other app, command and body are the same bytes. */
function fingerprintOf(appId: string, command: string, body: string | Buffer): string {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return hash('sha256', Buffer.concat([fingerprintPrefixOf(appId, command), bytes]), 'hex');
}

/** By command and app: those that are served here, which are few. */
const fingerprintPrefixes = new Map<string, Map<string, Buffer>>();

function fingerprintPrefixOf(appId: string, command: string): Buffer {
  let ofCommand = fingerprintPrefixes.get(command);
  if (ofCommand === undefined) fingerprintPrefixes.set(command, (ofCommand = new Map()));
  let name = ofCommand.get(appId);
  if (name === undefined) ofCommand.set(appId, (name = Buffer.from(JSON.stringify([appId, command]))));
  return name;
}

function outcomeOf(decision: Decision): CallbackOutcome {
  if (decision.duplicateOf !== null) return 'copy';
  if (decision.callback.problems.length > 0) return 'malformed';
  return decision.verdicts.some((verdict) => verdict.degraded !== null) ? 'degraded' : 'answered';
}
