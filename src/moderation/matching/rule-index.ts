import type { FactRef } from '../conditions/condition.js';
import type { Reading } from '../reading.js';
import type { CompiledRule } from '../rule-set.js';
import { eachSliced, type Sliced } from '../slices.js';
import { BitRows } from './bit-rows.js';
import { columnsOf } from './columns.js';
import { clausesOf, type Clause } from './clauses.js';
import { laidOut } from './layout.js';
import type { Matcher } from './matcher.js';
import { Matches } from './matches.js';
import { RowsAtHand } from './rows-at-hand.js';
import { Steps } from './steps.js';

/** A clause, and the rule that matches when it does, by its place. */
export interface RuleClause {
  readonly rule: number;
  readonly clause: Clause;
}

/** 8 MB. */
const KEPT_AT_MOST = 2 ** 21;

/**
 * Many rules at once: a bit a clause, and for each reading that clauses speak of the bits of those that can still match. What all
 * of them leave over has matched.
 */
export class RuleIndex implements Matcher {
  private readonly ruleOfClause: Int32Array;
  /** A bit a rule. */
  private readonly possible: Int32Array;
  /** Where that is not the same. */
  private readonly certain: Int32Array;
  private readonly matches: Matches;

  private constructor(
    private readonly rules: readonly CompiledRule[],
    clauses: readonly RuleClause[],
    private readonly atHand: RowsAtHand,
    private readonly steps: Steps,
    /** Those with too many alternatives. */
    private readonly walked: readonly number[],
  ) {
    this.ruleOfClause = Int32Array.from(clauses, ({ rule }) => rule);
    this.possible = noBits(rules.length);
    this.certain = noBits(rules.length);
    this.matches = new Matches(rules);
  }

  /**
   * @param rules in the order of deciding
   * @param keptAtMost words of bits; beyond, they are all forgotten
   */
  static *of(
    rules: readonly CompiledRule[],
    slotOf: (ref: FactRef) => number,
    keptAtMost = KEPT_AT_MOST,
  ): Sliced<RuleIndex> {
    const walked: number[] = [];
    const clauses = yield* eachSliced(rules, 1, ({ conditions }, rule): readonly RuleClause[] => {
      const alternatives = clausesOf(conditions);
      if (alternatives === null) walked.push(rule);
      return (alternatives ?? []).map((clause) => ({ rule, clause }));
    });
    const ordered = yield* laidOut(clauses.flat());
    const rows = new BitRows();
    const columns = yield* columnsOf(ordered, slotOf, rows);
    const steps = yield* Steps.of(columns, Math.ceil(ordered.length / 32));
    return new RuleIndex(rules, ordered, new RowsAtHand(columns, rows, keptAtMost), steps, walked);
  }

  match(row: readonly Reading[]): Matches {
    const { possible, walked } = this;
    const isExact = this.atHand.read(row);
    const certain = isExact && walked.length === 0 ? possible : this.certain;
    possible.fill(0);
    certain.fill(0);
    this.findClauses(isExact, certain);
    for (const rule of walked) this.walk(rule, row);
    return this.matchesIn(certain);
  }

  private findClauses(isExact: boolean, certain: Int32Array): void {
    const { steps, atHand } = this;
    const { words } = atHand;
    const count = this.ruleOfClause.length;
    for (let word = 0; word * 32 < count; word += 1) {
      // The last word may have room for more clauses than there are.
      const all = count - word * 32 >= 32 ? ~0 : ~(~0 << (count & 31));
      const left = steps.narrowed(word, all, atHand.possible, words);
      if (left === 0) continue;
      this.findRules(word, left, this.possible);
      if (certain === this.possible) continue;
      const sure = isExact ? left : steps.narrowed(word, left, atHand.certain, words);
      this.findRules(word, sure, certain);
    }
  }

  /** Notes the rules of the clauses that a word has left. */
  private findRules(word: number, clauses: number, found: Int32Array): void {
    for (let rest = clauses; rest !== 0; rest &= rest - 1) {
      setBit(found, this.ruleOfClause[word * 32 + lowestOf(rest)] ?? 0);
    }
  }

  private matchesIn(certain: Int32Array): Matches {
    const { matches, possible } = this;
    matches.forget();
    for (let word = 0; word < possible.length; word += 1) {
      const sure = certain[word] ?? 0;
      for (let rest = possible[word] ?? 0; rest !== 0; rest &= rest - 1) {
        const bit = lowestOf(rest);
        matches.add(word * 32 + bit, (sure & (1 << bit)) !== 0);
      }
    }
    return matches;
  }

  private walk(rule: number, row: readonly Reading[]): void {
    const truth = this.rules[rule]?.matches(row) ?? 'no';
    if (truth === 'no') return;
    setBit(this.possible, rule);
    if (truth === 'yes') setBit(this.certain, rule);
  }
}

/** Room for a bit each, all of them 0. */
function noBits(count: number): Int32Array {
  return new Int32Array(Math.ceil(count / 32));
}

function setBit(bits: Int32Array, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}

/** The place of the lowest bit that is set. */
function lowestOf(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
