import type { FactRef } from '../conditions/condition.js';
import type { Reading } from '../reading.js';
import type { CompiledRule } from '../rule-set.js';
import { eachSliced, type Sliced } from '../slices.js';
import { noBits, setBit, type Bits, type Column } from './column.js';
import { columnsOf } from './columns.js';
import { clausesOf, type Clause } from './clauses.js';
import { laidOut } from './layout.js';
import type { Found, Matcher } from './matcher.js';

/** A clause, and the rule that matches when it does, by its place. */
export interface RuleClause {
  readonly rule: number;
  readonly clause: Clause;
}

/**
 * Many rules at once: a bit a clause, and for each reading that clauses speak of the bits of those that can still match. What all
 * of them leave over has matched.
 */
export class RuleIndex implements Matcher {
  private readonly ruleOfClause: Uint32Array;
  /** Of the row at hand, by column. */
  private readonly bits: Bits[] = [];
  /** A bit a clause. */
  private readonly left: Bits;
  /** A bit a rule. */
  private readonly found: Bits;

  private constructor(
    private readonly rules: readonly CompiledRule[],
    clauses: readonly RuleClause[],
    private readonly columns: readonly Column[],
    /** Those with too many alternatives. */
    private readonly walked: readonly number[],
  ) {
    this.ruleOfClause = Uint32Array.from(clauses, ({ rule }) => rule);
    this.left = { possible: noBits(clauses.length), certain: noBits(clauses.length) };
    this.found = { possible: noBits(rules.length), certain: noBits(rules.length) };
  }

  /** @param rules in the order of deciding */
  static *of(rules: readonly CompiledRule[], slotOf: (ref: FactRef) => number): Sliced<RuleIndex> {
    const walked: number[] = [];
    const clauses = yield* eachSliced(rules, 1, ({ conditions }, rule): readonly RuleClause[] => {
      const alternatives = clausesOf(conditions);
      if (alternatives === null) walked.push(rule);
      return (alternatives ?? []).map((clause) => ({ rule, clause }));
    });
    const ordered = yield* laidOut(clauses.flat());
    return new RuleIndex(rules, ordered, yield* columnsOf(ordered, slotOf), walked);
  }

  match(row: readonly Reading[], found: Found): void {
    const certain = this.narrow(row);
    this.found.possible.fill(0);
    this.found.certain.fill(0);
    for (let word = 0; word < certain.length; word += 1) this.gather(word, certain);
    for (const rule of this.walked) this.walk(rule, row);
    this.tell(found);
  }

  /** Leaves the clauses that can match, and gives those that do. */
  private narrow(row: readonly Reading[]): Uint32Array {
    const { possible, certain } = this.left;
    possible.fill(~0);
    let isExact = true;
    for (let at = 0; at < this.columns.length; at += 1) {
      const column = this.columns[at];
      if (column === undefined) break;
      const bits = column.bitsOf(row);
      this.bits[at] = bits;
      column.narrow(possible, bits.possible);
      isExact &&= bits.possible === bits.certain;
    }
    if (isExact) return possible;
    certain.fill(~0);
    for (const [at, column] of this.columns.entries()) {
      const bits = this.bits[at];
      if (bits !== undefined) column.narrow(certain, bits.certain);
    }
    return certain;
  }

  /** Finds the rules of 32 clauses. */
  private gather(word: number, certain: Uint32Array): void {
    let rest = this.left.possible[word] ?? 0;
    const sure = certain[word] ?? 0;
    while (rest !== 0) {
      const lowest = rest & -rest;
      rest ^= lowest;
      const rule = this.ruleOfClause[word * 32 + 31 - Math.clz32(lowest)];
      // The last word may have room for more clauses than there are.
      if (rule === undefined) return;
      setBit(this.found.possible, rule);
      if ((sure & lowest) !== 0) setBit(this.found.certain, rule);
    }
  }

  private tell(found: Found): void {
    const { possible, certain } = this.found;
    for (let word = 0; word < possible.length; word += 1) {
      let rest = possible[word] ?? 0;
      const sure = certain[word] ?? 0;
      while (rest !== 0) {
        const lowest = rest & -rest;
        rest ^= lowest;
        const rule = this.rules[word * 32 + 31 - Math.clz32(lowest)];
        if (rule !== undefined) found(rule, (sure & lowest) === 0 ? 'unknown' : 'yes');
      }
    }
  }

  private walk(rule: number, row: readonly Reading[]): void {
    const truth = this.rules[rule]?.matches(row) ?? 'no';
    if (truth === 'no') return;
    setBit(this.found.possible, rule);
    if (truth === 'yes') setBit(this.found.certain, rule);
  }
}
