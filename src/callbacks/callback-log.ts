import type { Logger } from 'pino';
import type { Delivery } from '../moderation/model/callback.js';
import type { Clock } from '../runtime/clock.js';
import type { CallbackCommand, CallbackOutcome } from './callback-meter.js';
import type { RefusalReason } from './authentication/callback-authenticator.js';

/** How long a refusal for the same reason goes unmentioned after one was mentioned, in milliseconds. */
const QUIET_MS = 10_000;

/** Says what happened at the door. No URL is ever written: it holds the signature and the secret path. */
export class CallbackLog {
  private readonly refusals = new Map<RefusalReason, { mentionedAt: number; since: number }>();

  constructor(
    private readonly log: Pick<Logger, 'debug' | 'warn' | 'error'>,
    private readonly clock: Clock,
  ) {}

  answered(command: CallbackCommand, outcome: CallbackOutcome, seconds: number, delivery?: Delivery): void {
    const ms = Math.round(seconds * 1_000_000) / 1_000;
    const { id, appId, requestId } = delivery ?? {};
    this.log.debug({ id, appId, requestId, command, outcome, ms }, 'callback answered');
  }

  /** A flood of refusals is one line now and then, with the number of those that went unmentioned. */
  refused(reason: RefusalReason, address: string): void {
    const now = this.clock.now();
    const last = this.refusals.get(reason);
    if (last !== undefined && now - last.mentionedAt < QUIET_MS) {
      last.since += 1;
      return;
    }
    this.refusals.set(reason, { mentionedAt: now, since: 0 });
    this.log.warn({ reason, address, unmentioned: last?.since ?? 0 }, 'callback refused');
  }

  failed(command: string, error: unknown): void {
    this.log.error(
      { command, err: error },
      'answering a callback failed; the answer is the one for failures',
    );
  }
}
