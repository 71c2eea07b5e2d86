import type { Decision } from '../moderation/model/decision.js';
import type { RefusalReason } from './authentication/authentication-result.js';

/** Kinds of callbacks in the metrics. */
export type CallbackCommand = 'friend-response' | 'blocklist-deletion' | 'other' | 'probe';

/** How a callback ended. `failed`: something inside went wrong, and the answer is by ON_FAILURE or says FAIL. */
export type CallbackOutcome = 'answered' | 'degraded' | 'copy' | 'malformed' | 'failed' | 'not-judged';

/** Counts what comes in and what goes out. */
export abstract class CallbackMeter {
  abstract answered(command: CallbackCommand, outcome: CallbackOutcome, seconds: number): void;
  abstract refused(reason: RefusalReason): void;
  /** @param token the place of the token among those of the app */
  abstract signed(appId: string, token: number): void;
  /** Verdicts, and what was degraded. */
  abstract decided(decision: Decision): void;
}
