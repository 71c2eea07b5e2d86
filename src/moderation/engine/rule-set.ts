import type { FactRef } from '../conditions/condition.js';
import type { Lists } from '../lists/list.js';
import type { Fact } from '../model/fact.js';
import type { Json } from '../model/json.js';
import type { Question } from '../model/question.js';
import type { ResultCode } from '../model/result-code.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import type { RuleSetSource } from '../rules/rule-set-source.js';
import type { Settings } from '../rules/settings.js';
import type { ReputationWeights } from '../state/component-weights.js';
import type { RateSpec } from '../state/state.js';
import type { RuleMatcher } from './rule-index/rule-matches.js';

/** One line of the reading table: a fact with its parameters, which some rule of the set needs. */
export interface ReadingSlot {
  readonly ref: FactRef;
  readonly fact: Fact;
  /** Parsed parameters. */
  readonly params: unknown;
  /** The question to the state; `null` for a packet fact. */
  readonly question: Question | null;
  /** All items of a packet have the same value. */
  readonly isCommon: boolean;
}

/** All rules, lists' revisions and settings of an app: immutable, named by its hash. */
export interface RuleSet {
  /** SHA-256 of the canonical JSON of `content`, lower-case hex. */
  readonly hash: string;
  /** `null` until the database has given it one. */
  readonly number: number | null;
  readonly content: Json;
  /** The documents and lists that it was compiled from. */
  readonly source: RuleSetSource;
  /** Without those that are off, in the order in which they are tried; those that are not terminal last. */
  readonly rules: readonly CompiledRule[];
  /** Matches the live rules, whatever their share. */
  readonly live: RuleMatcher;
  /** Matches the rules that are in shadow for all accounts, or for those outside their share. */
  readonly shadow: RuleMatcher;
  readonly table: readonly ReadingSlot[];
  /** Names the reading table, which decisions refer to: see `readingTableHashOf`. */
  readonly tableHash: string;
  /** The questions of the table's lines, in their order. */
  readonly questions: readonly Question[];
  readonly rates: readonly RateSpec[];
  readonly lists: Lists;
  readonly reputation: ReputationWeights;
  readonly codes: ReadonlyMap<number, ResultCode>;
  readonly settings: Settings;
}
