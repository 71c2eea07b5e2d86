import type { AccountRole } from './account-role.js';

/** The keys of counters: the account that answers, that issued the call or that had asked, the address, or the whole app. */
export const dimensions = ['fromAccount', 'requesterAccount', 'toAccount', 'clientAddress', 'app'] as const;
export type Dimension = (typeof dimensions)[number];

/** The events that `rate` counts. `response` is every attempt; `agree` and `reject` are attempts too, denied ones included. */
export const rateKinds = ['response', 'agree', 'reject', 'deny', 'flag'] as const;
export type RateKind = (typeof rateKinds)[number];

/** A counter as a rule asks for it, before the rule set knows where its reading may stop. */
export interface RateRequest {
  readonly of: RateKind;
  readonly by: readonly Dimension[];
  readonly distinct: Dimension | null;
  readonly withinMs: number;
}

/** The kinds of events that a reputation is made of. */
export const componentNames = [
  'agreed',
  'rejected',
  'unblocked',
  'denied',
  'deniedAsRequester',
  'flagged',
] as const;
export type ComponentName = (typeof componentNames)[number];

/** Something the rule set needs to know about each item. */
export type Question =
  /** `rate` is an index into the gathering's `rates`; a dimension the item lacks reads `null`. */
  | { readonly kind: 'rate'; readonly rate: number }
  /** 0 to 100. */
  | { readonly kind: 'reputation'; readonly of: AccountRole }
  /** Points that one component adds to the reputation, towards zero. */
  | { readonly kind: 'reputationPart'; readonly of: AccountRole; readonly part: ComponentName }
  /** Names of the labels in force, by code point. */
  | { readonly kind: 'labels'; readonly of: AccountRole }
  /** Milliseconds since the answering account last took the other one off its blocklist; `null` if never. */
  | { readonly kind: 'sinceUnblock' };
