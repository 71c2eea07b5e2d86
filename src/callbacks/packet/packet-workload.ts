import type {
  BlocklistDeletionCallback,
  Delivery,
  FriendResponseCallback,
} from '../../moderation/model/callback.js';
import { MAX_JUDGED_ITEMS } from '../../moderation/model/decision.js';
import type { Clock } from '../../runtime/clock.js';
import { runInTurns } from '../../runtime/run-yielding.js';
import { Semaphore } from '../../runtime/semaphore.js';
import type { JsonObject } from './json-object.js';
import { MAX_DIRECT_BYTES, packetBodyTask, parsePacketBody, type PacketBody } from './packet-body.js';
import {
  blocklistDeletionsTask,
  elementCountOf,
  friendResponsesTask,
  MAX_DIRECT_ELEMENTS,
  readBlocklistDeletions,
  readFriendResponses,
} from './packet-reader.js';

/** Large packets that are parsed at once; one with more items than are judged counts until it is answered. */
const MAX_LARGE_AT_ONCE = 2;

export interface ParsedPacket {
  readonly body: PacketBody;
  /** Must be called when the packet is answered. */
  release(): void;
}

/** Reads packets: small ones at once, large ones in slices and few at a time, so that they do not hold up the others. */
export class PacketWorkload {
  private readonly large = new Semaphore(MAX_LARGE_AT_ONCE);

  /** @param deadlineMs how long a packet may wait for its turn, from its first byte */
  constructor(
    private readonly clock: Clock,
    private readonly deadlineMs: number,
  ) {}

  /**
   * Parses a body. Resolves to `null` when its turn did not come in time.
   * @param startedAt `Clock.micros()` at the request's first byte
   */
  parse(body: Buffer, startedAt: number): ParsedPacket | Promise<ParsedPacket | null> {
    if (body.length > MAX_DIRECT_BYTES) return this.parseLarge(body, startedAt);
    return { body: parsePacketBody(body), release: NOTHING_HELD };
  }

  friendResponses(
    delivery: Delivery,
    fields: JsonObject,
  ): FriendResponseCallback | Promise<FriendResponseCallback> {
    return elementCountOf(fields) <= MAX_DIRECT_ELEMENTS
      ? readFriendResponses(delivery, fields)
      : runInTurns(friendResponsesTask(delivery, fields));
  }

  blocklistDeletions(
    delivery: Delivery,
    fields: JsonObject,
  ): BlocklistDeletionCallback | Promise<BlocklistDeletionCallback> {
    return elementCountOf(fields) <= MAX_DIRECT_ELEMENTS
      ? readBlocklistDeletions(delivery, fields)
      : runInTurns(blocklistDeletionsTask(delivery, fields));
  }

  private async parseLarge(bytes: Buffer, startedAt: number): Promise<ParsedPacket | null> {
    const waitedMs = (this.clock.micros() - startedAt) / 1_000;
    const release = await this.large.acquire(Math.max(0, this.deadlineMs - waitedMs));
    if (release === null) return null;
    try {
      const body = await runInTurns(packetBodyTask(bytes));
      if (body.kind === 'object' && elementCountOf(body.fields) > MAX_JUDGED_ITEMS) return { body, release };
      release();
      return { body, release: NOTHING_HELD };
    } catch (error) {
      release();
      throw error;
    }
  }
}

const NOTHING_HELD = (): void => undefined;
