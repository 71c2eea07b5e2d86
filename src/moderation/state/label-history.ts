import type { LabelChange } from './state.js';

/** The recorded labels of accounts, and those that were cleared lately. */
export abstract class LabelHistory {
  /**
   * The latest change of each label of each account of an app, in pages, with all that were journalled before the call. Throws
   * while they cannot be read; callers retry.
   */
  abstract labelsOf(appId: string): AsyncIterable<readonly LabelChange[]>;
}
