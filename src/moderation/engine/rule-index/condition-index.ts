import type { Condition, FactRef } from '../../conditions/condition.js';
import { evaluatorOf, type Evaluator } from '../../conditions/evaluator.js';
import type { Reading } from '../../model/reading.js';
import { mapYielding, type CooperativeTask } from '../../../runtime/cooperative-task.js';
import { BitmapStore } from './bitmap-store.js';
import { lowestSetBit, setBit } from './bits.js';
import { buildOperandIndexes } from './operand-indexes.js';
import { clausesOf, type Clause } from './clauses.js';
import { orderClauses } from './clause-order.js';
import { MatchBuffer } from './match-buffer.js';
import { CurrentBitmaps } from './current-bitmaps.js';
import { EvaluationPlan } from './evaluation-plan.js';

/** A clause, and the place of the condition that matches when it does. */
export interface NumberedClause {
  readonly condition: number;
  readonly clause: Clause;
}

/** One with too many alternatives, which is asked by itself. */
interface UnindexedCondition {
  readonly condition: number;
  readonly evaluate: Evaluator;
}

/** 8 MB. */
const MAX_CACHED_WORDS = 2 ** 21;

/**
 * Many conditions at once: a bit a clause, and for each reading that clauses speak of the bits of those that can still match.
 * What all of them leave over has matched.
 */
export class ConditionIndex {
  /** Of the row that was asked for last. */
  readonly matches: MatchBuffer;
  private readonly conditionOf: Int32Array;
  /** A bit a condition. */
  private readonly possible: Int32Array;
  /** Where that is not the same. */
  private readonly certain: Int32Array;

  private constructor(
    count: number,
    clauses: readonly NumberedClause[],
    private readonly bitmaps: CurrentBitmaps,
    private readonly plan: EvaluationPlan,
    private readonly unindexed: readonly UnindexedCondition[],
  ) {
    this.matches = new MatchBuffer(count);
    this.conditionOf = Int32Array.from(clauses, ({ condition }) => condition);
    this.possible = emptyBitmap(count);
    this.certain = emptyBitmap(count);
  }

  /** @param keptAtMost words of bits; beyond, they are all forgotten */
  static *build(
    conditions: readonly Condition[],
    slotOf: (ref: FactRef) => number,
    keptAtMost = MAX_CACHED_WORDS,
  ): CooperativeTask<ConditionIndex> {
    const walked: UnindexedCondition[] = [];
    const clauses = yield* mapYielding(conditions, 1, (each, condition): readonly NumberedClause[] => {
      const alternatives = clausesOf(each);
      if (alternatives === null) walked.push({ condition, evaluate: evaluatorOf(each, slotOf) });
      return (alternatives ?? []).map((clause) => ({ condition, clause }));
    });
    const ordered = yield* orderClauses(clauses.flat());
    const rows = new BitmapStore();
    const columns = yield* buildOperandIndexes(ordered, slotOf, rows);
    const steps = yield* EvaluationPlan.build(columns, Math.ceil(ordered.length / 32));
    const atHand = new CurrentBitmaps(columns, rows, keptAtMost);
    return new ConditionIndex(conditions.length, ordered, atHand, steps, walked);
  }

  /** Finds the conditions that match a row of the reading table or are unknown. */
  match(row: readonly Reading[]): MatchBuffer {
    const { possible, unindexed } = this;
    const isExact = this.bitmaps.load(row);
    const certain = isExact && unindexed.length === 0 ? possible : this.certain;
    possible.fill(0);
    certain.fill(0);
    this.intersectClauses(isExact, certain);
    for (const each of unindexed) this.evaluateUnindexed(each, row);
    this.matches.load(possible, certain);
    return this.matches;
  }

  private intersectClauses(isExact: boolean, certain: Int32Array): void {
    const { plan, bitmaps } = this;
    const { words } = bitmaps;
    const count = this.conditionOf.length;
    for (let word = 0; word * 32 < count; word += 1) {
      // The last word may have room for more clauses than there are.
      const all = count - word * 32 >= 32 ? ~0 : ~(~0 << (count & 31));
      const left = plan.intersect(word, all, bitmaps.possible, words);
      if (left === 0) continue;
      this.markConditions(word, left, this.possible);
      if (certain === this.possible) continue;
      const sure = isExact ? left : plan.intersect(word, left, bitmaps.certain, words);
      this.markConditions(word, sure, certain);
    }
  }

  /** Notes the conditions of the clauses that a word has left. */
  private markConditions(word: number, clauses: number, found: Int32Array): void {
    for (let rest = clauses; rest !== 0; rest &= rest - 1) {
      setBit(found, this.conditionOf[word * 32 + lowestSetBit(rest)] ?? 0);
    }
  }

  private evaluateUnindexed({ condition, evaluate }: UnindexedCondition, row: readonly Reading[]): void {
    const truth = evaluate(row);
    if (truth === 'no') return;
    setBit(this.possible, condition);
    if (truth === 'yes') setBit(this.certain, condition);
  }
}

/** Room for a bit each, all of them 0. */
function emptyBitmap(count: number): Int32Array {
  return new Int32Array(Math.ceil(count / 32));
}
