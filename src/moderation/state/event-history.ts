import type { StateEvent } from './state.js';

/** The recorded events, from which counters, reputations and unblocks are rebuilt. */
export abstract class EventHistory {
  /**
   * Events of an app with `from` ≤ `at` < `to` (milliseconds), in pages, in the order of time, with all that were journalled before
   * the call. Throws while they cannot be read; callers retry.
   */
  abstract eventsSince(appId: string, from: number, to: number): AsyncIterable<readonly StateEvent[]>;
}
