import type { Condition, FactRef } from '../conditions/condition.js';
import type { Json } from '../model/json.js';
import type { Fact } from '../model/fact.js';
import type { Lists } from '../lists/list.js';
import type { RuleMatcher } from '../rules/rule-matcher.js';
import type { Truth, Reading } from '../model/reading.js';
import type { ReputationWeights } from '../state/reputation.js';
import type { Language, ResultCode } from '../model/result-code.js';
import type { RuleSetSource } from '../rules/rule-set-source.js';
import type { AccountRole, Question, RateSpec } from '../state/state.js';

/** One line of the reading table: a fact with its parameters, which some rule of the set needs. */
export interface ReadingSlot {
  readonly ref: FactRef;
  readonly fact: Fact;
  /** Parsed parameters. */
  readonly params: unknown;
  /** What to ask the state; `null` when the packet says it. */
  readonly question: Question | null;
  /** All items of a packet have the same value. */
  readonly isCommon: boolean;
}

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

/** A rule made ready to run. */
export interface CompiledRule {
  readonly name: string;
  readonly priority: number;
  readonly mode: 'live' | 'shadow';
  /** Percent of accounts, 0 to 100, for which a live rule has its say; outside the share it is in shadow. */
  readonly rollout: number;
  readonly outcome: Outcome;
  /** 0 for a rule that lets pass, the result code of one that denies, `null` for one that does not end the matter. */
  readonly code: number | null;
  readonly conditions: Condition;
  /** Reads one row of the reading table. */
  matches(row: readonly Reading[]): Truth;
}

/** All rules, lists' revisions and settings of an app: immutable, named by its hash. */
export interface RuleSet {
  /** SHA-256 of the canonical JSON of `content`, lower-case hex. */
  readonly hash: string;
  /** `null` until the database has given it one. */
  readonly number: number | null;
  readonly content: Json;
  /** What it was compiled from. */
  readonly source: RuleSetSource;
  /** Without those that are off, in the order of deciding; those that do not end the matter last. */
  readonly rules: readonly CompiledRule[];
  /** Finds those of them that are live, whatever their share. */
  readonly live: RuleMatcher;
  /** Finds those that have no say on anybody or on some: in shadow, or live for a share of the accounts. */
  readonly shadow: RuleMatcher;
  readonly table: readonly ReadingSlot[];
  /** The questions of its lines, in their order. */
  readonly questions: readonly Question[];
  readonly rates: readonly RateSpec[];
  readonly lists: Lists;
  readonly reputation: ReputationWeights;
  readonly codes: ReadonlyMap<number, ResultCode>;
  readonly settings: Settings;
}

export interface Settings {
  /** Of `ResultInfo`. */
  readonly language: Language;
  /** Murmur3 salt of rollouts. */
  readonly salt: string;
}
