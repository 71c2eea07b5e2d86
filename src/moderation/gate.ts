import type { FriendResponseCallback } from './callback.js';
import type { Decision } from './decision.js';

export interface Answered {
  readonly decision: Decision;
  /** The response body. */
  readonly body: string;
}

/** May these friend responses pass? Answers within the deadline, whatever is away. */
export abstract class FriendResponseGate {
  /** `startedAt`: `Clock.micros()` at the request's first byte. Never rejects. */
  abstract answer(callback: FriendResponseCallback, startedAt: number): Promise<Answered>;
}
