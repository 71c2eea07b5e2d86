import type { FactRef } from '../conditions/condition.js';
import type { Reading } from '../reading.js';
import type { CompiledRule } from '../rule-set.js';
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
 * of them leave over has matched. A word of 32 clauses is given up as soon as one reading leaves nothing of it.
 */
export class RuleIndex implements Matcher {
  private readonly columns: readonly Column[];
  /** For each word, the columns that any of its clauses depends on. */
  private readonly columnsOfWord: readonly Uint32Array[];
  private readonly ruleOfClause: Uint32Array;
  /** Those with too many alternatives. */
  private readonly walked: readonly number[];
  /** Of the row at hand, by column; `null` while nobody has asked. */
  private readonly bits: (Bits | null)[];
  private readonly possible: Uint32Array;
  private readonly certain: Uint32Array;

  /** @param rules in the order of deciding */
  constructor(
    private readonly rules: readonly CompiledRule[],
    slotOf: (ref: FactRef) => number,
  ) {
    const walked: number[] = [];
    const clauses = rules.flatMap(({ conditions }, rule): readonly RuleClause[] => {
      const alternatives = clausesOf(conditions);
      if (alternatives === null) walked.push(rule);
      return (alternatives ?? []).map((clause) => ({ rule, clause }));
    });
    const ordered = laidOut(clauses);
    const { columns, columnsOfWord } = columnsOf(ordered, slotOf);
    this.columns = columns;
    this.columnsOfWord = columnsOfWord;
    this.ruleOfClause = Uint32Array.from(ordered, ({ rule }) => rule);
    this.walked = walked;
    this.bits = columns.map(() => null);
    this.possible = noBits(rules.length);
    this.certain = noBits(rules.length);
  }

  match(row: readonly Reading[], found: Found): void {
    this.bits.fill(null);
    this.possible.fill(0);
    this.certain.fill(0);
    for (let word = 0; word < this.columnsOfWord.length; word += 1) this.matchWord(word, row);
    for (const rule of this.walked) this.walk(rule, row);
    forEachBit(this.possible, (at) => {
      const rule = this.rules[at];
      if (rule !== undefined) found(rule, hasBit(this.certain, at) ? 'yes' : 'unknown');
    });
  }

  private matchWord(word: number, row: readonly Reading[]): void {
    let possible = ~0;
    let certain = ~0;
    for (const at of this.columnsOfWord[word] ?? []) {
      const bits = (this.bits[at] ??= this.columns[at]?.bitsOf(row) ?? null);
      possible &= bits?.possible[word] ?? 0;
      if (possible === 0) return;
      certain &= bits?.certain[word] ?? 0;
    }
    while (possible !== 0) {
      const lowest = possible & -possible;
      possible ^= lowest;
      const rule = this.ruleOfClause[word * 32 + 31 - Math.clz32(lowest)];
      // The last word may have room for more clauses than there are.
      if (rule === undefined) return;
      setBit(this.possible, rule);
      if ((certain & lowest) !== 0) setBit(this.certain, rule);
    }
  }

  private walk(rule: number, row: readonly Reading[]): void {
    const truth = this.rules[rule]?.matches(row) ?? 'no';
    if (truth === 'no') return;
    setBit(this.possible, rule);
    if (truth === 'yes') setBit(this.certain, rule);
  }
}

function hasBit(bits: Uint32Array, at: number): boolean {
  return ((bits[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0;
}

/** From the lowest to the highest. */
function forEachBit(bits: Uint32Array, take: (at: number) => void): void {
  for (let word = 0; word < bits.length; word += 1) {
    let rest = bits[word] ?? 0;
    while (rest !== 0) {
      const lowest = rest & -rest;
      rest ^= lowest;
      take(word * 32 + 31 - Math.clz32(lowest));
    }
  }
}
