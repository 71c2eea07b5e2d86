import type { Condition } from '../conditions/condition.js';
import type { AccountRole } from '../model/account-role.js';

/** The consequence of a rule that matches. */
export type Outcome =
  | { readonly type: 'deny'; readonly code: number }
  | { readonly type: 'allow' }
  | { readonly type: 'flag'; readonly account: AccountRole }
  /** `forMs`: how long it stands, in milliseconds; `null`: until it is cleared. */
  | {
      readonly type: 'label';
      readonly account: AccountRole;
      readonly label: string;
      readonly forMs: number | null;
    };

/** A compiled rule. */
export interface CompiledRule {
  readonly name: string;
  /** The first 16 hex digits of the SHA-256 of the rule's canonical JSON (RFC 8785), as it was written. */
  readonly version: string;
  readonly priority: number;
  readonly mode: 'live' | 'shadow';
  /** Percent of accounts, 0 to 100, to which a live rule applies; outside the share it is in shadow. */
  readonly rollout: number;
  readonly outcome: Outcome;
  /** 0 for a rule that lets pass, the result code of one that denies, `null` for one that is not terminal. */
  readonly code: number | null;
  readonly conditions: Condition;
}
