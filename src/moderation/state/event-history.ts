import type { StateEvent } from './state.js';

/** What is recorded of the past, from which counters, reputations, labels and unblocks are rebuilt. */
export abstract class EventHistory {
  /**
   * Events of an app with `from` ≤ `at` < `to` (milliseconds), in pages, in the order of time. Everything that was journalled
   * before the call is among them. Throws while it can't be read; it is then asked again.
   */
  abstract eventsSince(appId: string, from: number, to: number): AsyncIterable<readonly StateEvent[]>;
}
