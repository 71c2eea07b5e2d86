import type { Json } from '../../moderation/model/json.js';
import type { ListSource } from '../../moderation/lists/list.js';

/** A list as a rule set knows it: stored once per revision. */
export interface ListRevision {
  /** SHA-256 of the canonical JSON of its entries. */
  readonly revision: string;
  readonly list: ListSource;
}

/** A rule set as it is kept: its content names its lists by revision. */
export interface StoredRuleSet {
  readonly hash: string;
  readonly content: Json;
  readonly lists: readonly ListRevision[];
  /** The reading table that decisions name by its hash; absent in what is read from the store. */
  readonly readingTable?: { readonly hash: string; readonly content: Json };
}

/** Keeps every rule set that was ever live. Rejects while the database is away. */
export abstract class RuleSetStore {
  /** Makes a set the app's latest, and gives its number: the latest one's where the hash is the same, else the next. */
  abstract publish(appId: string, ruleSet: StoredRuleSet): Promise<number>;

  /** Number and hash of the app's latest set, `null` where there is none. */
  abstract newest(appId: string): Promise<{ readonly number: number; readonly hash: string } | null>;

  /**
   * The app's latest set, `null` where there is none.
   * @param held lists by revision that need not be read again
   */
  abstract latest(
    appId: string,
    held?: ReadonlyMap<string, ListSource>,
  ): Promise<(StoredRuleSet & { readonly number: number }) | null>;
}
