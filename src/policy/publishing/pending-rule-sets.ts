import type { StoredRuleSet } from './rule-set-store.js';

/** A rule set that waits for the store, and the ticket by which it waits. */
export interface PendingRuleSet {
  readonly ticket: number;
  readonly ruleSet: StoredRuleSet;
}

/** Rule sets that were in force and that the store has not got yet: on the disk, since an outage may bring many. Never rejects. */
export abstract class PendingRuleSets {
  /** A place in the order of an app's sets. */
  abstract nextTicket(): number;

  abstract add(appId: string, pending: PendingRuleSet): Promise<void>;

  abstract oldest(appId: string): Promise<PendingRuleSet | null>;

  abstract newest(appId: string): Promise<PendingRuleSet | null>;

  abstract remove(appId: string, ticket: number): Promise<void>;
}
