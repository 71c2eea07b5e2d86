import { hash } from 'node:crypto';
import type { BlocklistDesk } from '../moderation/blocklist-recorder.js';
import type { Delivery } from '../moderation/model/callback.js';
import type { Clock } from '../runtime/clock.js';
import type { Decision, OnFailure } from '../moderation/model/decision.js';
import type { FriendResponseGate } from '../moderation/friend-response-moderator.js';
import { accepted, emergencyAnswer, refusal } from './envelope-writer.js';
import type { CallbackCommand, CallbackMeter, CallbackOutcome } from './callback-meter.js';
import { deliveryId } from './delivery-id.js';
import type { Arrival, Doorkeeper, Entry } from './authentication/callback-authenticator.js';
import { blocklistDeletionsIn, friendResponsesIn } from './packet/packet-reader.js';
import type { ReceptionLog } from './callback-log.js';
import { commands } from './wire.js';

export interface Reply {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
}

type Packet = Extract<Entry, { readonly kind: 'packet' }>;

/** Who answers what has been let in. */
export interface Desks {
  readonly gate: Pick<FriendResponseGate, 'answer'>;
  readonly blocklist: Pick<BlocklistDesk, 'acknowledge'>;
  /** What becomes of items when an answer fails in a way that nobody foresaw. */
  readonly onFailure: OnFailure;
}

/** Gives every request its answer. Never rejects: an error would let everything pass. */
export class Reception {
  constructor(
    private readonly doorkeeper: Doorkeeper,
    private readonly desks: Desks,
    private readonly clock: Clock,
    private readonly record: { readonly meter: CallbackMeter; readonly log: ReceptionLog },
  ) {}

  async answer(arrival: Arrival): Promise<Reply> {
    const entry = this.doorkeeper.admit(arrival, this.clock.now());
    switch (entry.kind) {
      case 'refused':
        this.record.meter.refused(entry.reason);
        this.record.log.refused(entry.reason, arrival.address);
        return entry;
      case 'probe':
      case 'other':
        this.note(arrival, entry.kind, 'not-judged');
        return { status: 200, body: accepted };
      case 'packet':
        return { status: 200, body: await this.answerPacket(arrival, entry) };
    }
  }

  private async answerPacket(arrival: Arrival, packet: Packet): Promise<string> {
    const isJudged = packet.command === commands.friendResponse;
    try {
      const delivery = this.deliveryOf(arrival, packet);
      return isJudged
        ? await this.judge(arrival, delivery, packet)
        : await this.acknowledge(arrival, delivery, packet);
    } catch (error) {
      this.record.log.failed(packet.command, error);
      this.note(arrival, isJudged ? 'friend-response' : 'blocklist-deletion', 'failed');
      return isJudged
        ? emergencyAnswer(packet.fields, this.desks.onFailure)
        : refusal(packet.command, 1, 'the deletion could not be recorded');
    }
  }

  private async judge(arrival: Arrival, delivery: Delivery, packet: Packet): Promise<string> {
    const callback = friendResponsesIn(delivery, packet.fields);
    const { decision, body } = await this.desks.gate.answer(callback, arrival.startedAt);
    this.record.meter.decided(decision);
    this.note(arrival, 'friend-response', outcomeOf(decision), delivery);
    return body;
  }

  private async acknowledge(arrival: Arrival, delivery: Delivery, packet: Packet): Promise<string> {
    const { outcome, body } = await this.desks.blocklist.acknowledge(
      blocklistDeletionsIn(delivery, packet.fields),
    );
    this.note(arrival, 'blocklist-deletion', outcome === 'recorded' ? 'answered' : outcome, delivery);
    return body;
  }

  private deliveryOf(arrival: Arrival, { appId, command, query }: Packet): Delivery {
    const receivedAt = this.clock.now();
    return {
      id: deliveryId(receivedAt),
      appId,
      receivedAt,
      fingerprint: fingerprintOf(appId, command, arrival.body),
      platform: query.platform,
      clientAddress: query.clientAddress,
      requestId: query.requestId,
      query: query.rest,
    };
  }

  private note(
    arrival: Arrival,
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
  return hash('sha256', Buffer.concat([nameOf(appId, command), bytes]), 'hex');
}

/** By command and app: those that are served here, which are few. */
const names = new Map<string, Map<string, Buffer>>();

function nameOf(appId: string, command: string): Buffer {
  let ofCommand = names.get(command);
  if (ofCommand === undefined) names.set(command, (ofCommand = new Map()));
  let name = ofCommand.get(appId);
  if (name === undefined) ofCommand.set(appId, (name = Buffer.from(JSON.stringify([appId, command]))));
  return name;
}

function outcomeOf(decision: Decision): CallbackOutcome {
  if (decision.duplicateOf !== null) return 'copy';
  if (decision.callback.problems.length > 0) return 'malformed';
  return decision.verdicts.some((verdict) => verdict.degraded !== null) ? 'degraded' : 'answered';
}
