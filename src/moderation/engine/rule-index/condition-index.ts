import type { Condition, FactRef } from '../../conditions/condition.js';
import { evaluatorOf, type Evaluator } from '../../conditions/evaluator.js';
import type { Reading } from '../../model/reading.js';
import { eachSliced, type Sliced } from '../../../runtime/cooperative-task.js';
import { BitRows } from './bitmap-store.js';
import { lowestOf, setBit } from './bits.js';
import { columnsOf } from './operand-indexes.js';
import { clausesOf, type Clause } from './clauses.js';
import { laidOut } from './clause-order.js';
import { Places } from './match-buffer.js';
import { RowsAtHand } from './current-bitmaps.js';
import { Steps } from './evaluation-plan.js';

/** A clause, and the place of the condition that matches when it does. */
export interface NumberedClause {
  readonly condition: number;
  readonly clause: Clause;
}

/** One with too many alternatives, which is asked by itself. */
interface Walked {
  readonly condition: number;
  readonly evaluate: Evaluator;
}

/** 8 MB. */
const KEPT_AT_MOST = 2 ** 21;

/**
 * Many conditions at once: a bit a clause, and for each reading that clauses speak of the bits of those that can still match.
 * What all of them leave over has matched.
 */
export class ConditionIndex {
  /** Of the row that was asked for last. */
  readonly found: Places;
  private readonly conditionOf: Int32Array;
  /** A bit a condition. */
  private readonly possible: Int32Array;
  /** Where that is not the same. */
  private readonly certain: Int32Array;

  private constructor(
    count: number,
    clauses: readonly NumberedClause[],
    private readonly atHand: RowsAtHand,
    private readonly steps: Steps,
    private readonly walked: readonly Walked[],
  ) {
    this.found = new Places(count);
    this.conditionOf = Int32Array.from(clauses, ({ condition }) => condition);
    this.possible = noBits(count);
    this.certain = noBits(count);
  }

  /** @param keptAtMost words of bits; beyond, they are all forgotten */
  static *of(
    conditions: readonly Condition[],
    slotOf: (ref: FactRef) => number,
    keptAtMost = KEPT_AT_MOST,
  ): Sliced<ConditionIndex> {
    const walked: Walked[] = [];
    const clauses = yield* eachSliced(conditions, 1, (each, condition): readonly NumberedClause[] => {
      const alternatives = clausesOf(each);
      if (alternatives === null) walked.push({ condition, evaluate: evaluatorOf(each, slotOf) });
      return (alternatives ?? []).map((clause) => ({ condition, clause }));
    });
    const ordered = yield* laidOut(clauses.flat());
    const rows = new BitRows();
    const columns = yield* columnsOf(ordered, slotOf, rows);
    const steps = yield* Steps.of(columns, Math.ceil(ordered.length / 32));
    const atHand = new RowsAtHand(columns, rows, keptAtMost);
    return new ConditionIndex(conditions.length, ordered, atHand, steps, walked);
  }

  /** Finds the conditions that match a row of the reading table or are unknown. */
  match(row: readonly Reading[]): Places {
    const { possible, walked } = this;
    const isExact = this.atHand.read(row);
    const certain = isExact && walked.length === 0 ? possible : this.certain;
    possible.fill(0);
    certain.fill(0);
    this.findClauses(isExact, certain);
    for (const each of walked) this.walk(each, row);
    this.found.take(possible, certain);
    return this.found;
  }

  private findClauses(isExact: boolean, certain: Int32Array): void {
    const { steps, atHand } = this;
    const { words } = atHand;
    const count = this.conditionOf.length;
    for (let word = 0; word * 32 < count; word += 1) {
      // The last word may have room for more clauses than there are.
      const all = count - word * 32 >= 32 ? ~0 : ~(~0 << (count & 31));
      const left = steps.narrowed(word, all, atHand.possible, words);
      if (left === 0) continue;
      this.findConditions(word, left, this.possible);
      if (certain === this.possible) continue;
      const sure = isExact ? left : steps.narrowed(word, left, atHand.certain, words);
      this.findConditions(word, sure, certain);
    }
  }

  /** Notes the conditions of the clauses that a word has left. */
  private findConditions(word: number, clauses: number, found: Int32Array): void {
    for (let rest = clauses; rest !== 0; rest &= rest - 1) {
      setBit(found, this.conditionOf[word * 32 + lowestOf(rest)] ?? 0);
    }
  }

  private walk({ condition, evaluate }: Walked, row: readonly Reading[]): void {
    const truth = evaluate(row);
    if (truth === 'no') return;
    setBit(this.possible, condition);
    if (truth === 'yes') setBit(this.certain, condition);
  }
}

/** Room for a bit each, all of them 0. */
function noBits(count: number): Int32Array {
  return new Int32Array(Math.ceil(count / 32));
}
