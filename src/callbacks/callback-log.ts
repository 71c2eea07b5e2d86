import type { Logger } from 'pino';
import type { Delivery } from '../moderation/model/callback.js';
import type { Clock } from '../runtime/clock.js';
import type { Refusal } from './authentication/authentication-result.js';
import type { CallbackCommand, CallbackOutcome } from './callback-meter.js';
import type { PacketBody } from './packet/packet-body.js';

/** How long a refusal for the same reason goes unmentioned after one was mentioned, in milliseconds. */
const QUIET_MS = 10_000;

/** Logs what came in. No URL is ever written: it holds the signature and the secret path. */
export class CallbackLog {
  private readonly mentioned = new Map<string, { mentionedAt: number; since: number }>();
  private isNearMissMentioned = false;

  constructor(
    private readonly log: Pick<Logger, 'debug' | 'warn' | 'error'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  answered(command: CallbackCommand, outcome: CallbackOutcome, seconds: number, delivery?: Delivery): void {
    const ms = Math.round(seconds * 1_000_000) / 1_000;
    const { id, appId, requestId } = delivery ?? {};
    this.log.debug({ id, appId, requestId, command, outcome, ms }, 'callback answered');
  }

  /** A flood of refusals is one line now and then, with the number of those that went unmentioned. */
  refused({ reason, isNearMiss }: Pick<Refusal, 'reason' | 'isNearMiss'>, address: string): void {
    if (isNearMiss === true && !this.isNearMissMentioned) {
      this.isNearMissMentioned = true;
      this.log.error(
        { address },
        'a callback came to a path that is right but for its case, escapes or slashes: mend the callback URL in the chat console, everything passes until then',
      );
    }
    const unmentioned = this.unmentioned(reason);
    if (unmentioned !== null) this.log.warn({ reason, address, unmentioned }, 'callback refused');
  }

  /** Mentions a packet of which something was left out. */
  parsed(body: PacketBody): void {
    if (body.kind !== 'object' || body.dropped === undefined) return;
    const unmentioned = this.unmentioned('dropped');
    if (unmentioned === null) return;
    this.log.warn({ ...body.dropped, unmentioned }, 'a packet is too large to be read whole');
  }

  failed(command: string, error: unknown): void {
    this.log.error(
      { command, err: error },
      'answering a callback failed; the answer is the one for failures',
    );
  }

  /** How often this went unmentioned since it was mentioned last; `null` while it stays unmentioned. */
  private unmentioned(what: string): number | null {
    const now = this.clock.now();
    const last = this.mentioned.get(what);
    if (last !== undefined && now - last.mentionedAt < QUIET_MS) {
      last.since += 1;
      return null;
    }
    this.mentioned.set(what, { mentionedAt: now, since: 0 });
    return last?.since ?? 0;
  }
}
