import type { LabelChange } from './state.js';

/** The labels that accounts carry, and those that were cleared lately, as they are recorded. */
export abstract class LabelHistory {
  /**
   * The latest change of each label of each account of an app, in pages. Everything that was journalled before the call is
   * among them. Throws while it can't be read; it is then asked again.
   */
  abstract labelsOf(appId: string): AsyncIterable<readonly LabelChange[]>;
}
