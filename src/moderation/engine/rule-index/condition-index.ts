import type { Condition, FactRef } from '../../conditions/condition.js';
import { evaluatorOf, type Evaluator } from '../../conditions/evaluator.js';
import { standardOperators, type Operators } from '../../conditions/json-rules-engine.js';
import type { Reading } from '../../model/reading.js';
import { mapYielding, type CooperativeTask } from '../../../runtime/cooperative-task.js';
import { BitmapStore } from './bitmap-store.js';
import { lowestSetBit, setBit } from './bits.js';
import { buildOperandIndexes } from './operand-indexes.js';
import { clausesOf, type NumberedClause } from './clauses.js';
import { orderClauses } from './clause-order.js';
import { MatchBuffer } from './match-buffer.js';
import { CurrentBitmaps } from './current-bitmaps.js';
import { EvaluationPlan } from './evaluation-plan.js';

/** A condition with too many clauses for the index; it is evaluated as a tree. */
interface UnindexedCondition {
  readonly condition: number;
  readonly evaluate: Evaluator;
}

export interface IndexOptions {
  readonly operators?: Operators | undefined;
  /** Words of bitmaps; when there are more, the cache is cleared. */
  readonly maxCachedWords?: number;
}

/** 8 MB of bitmaps. */
const MAX_CACHED_WORDS = 2 ** 21;

/**
 * Bitmap index over many conditions. Each clause is a bit; for each operand there is a bitmap of the clauses that its current value
 * allows. The intersection of these bitmaps is the set of clauses that match.
 */
export class ConditionIndex {
  /** The result of the last `match`, which the next call overwrites. */
  readonly matches: MatchBuffer;
  /** By clause: the number of its condition. */
  private readonly conditionOf: Int32Array;
  /** A bit for each condition. */
  private readonly possible: Int32Array;
  /** Used only when it can differ from `possible`. */
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

  static *build(
    conditions: readonly Condition[],
    slotOf: (ref: FactRef) => number,
    { operators = standardOperators, maxCachedWords = MAX_CACHED_WORDS }: IndexOptions = {},
  ): CooperativeTask<ConditionIndex> {
    const unindexed: UnindexedCondition[] = [];
    const clauses = yield* mapYielding(conditions, 1, (each, condition): readonly NumberedClause[] => {
      const ownClauses = clausesOf(each);
      if (ownClauses === null) unindexed.push({ condition, evaluate: evaluatorOf(each, slotOf, operators) });
      return (ownClauses ?? []).map((clause) => ({ condition, clause }));
    });
    const ordered = yield* orderClauses(clauses.flat());
    const store = new BitmapStore();
    const operands = yield* buildOperandIndexes(ordered, { slotOf, operators }, store);
    const plan = yield* EvaluationPlan.build(operands, Math.ceil(ordered.length / 32));
    const bitmaps = new CurrentBitmaps(operands, store, maxCachedWords);
    return new ConditionIndex(conditions.length, ordered, bitmaps, plan, unindexed);
  }

  /** Finds the conditions that match a row of the reading table, or whose result is unknown. */
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
      // The last word may have bits without a clause.
      const all = count - word * 32 >= 32 ? ~0 : ~(~0 << (count & 31));
      const left = plan.intersect(word, all, bitmaps.possible, words);
      if (left === 0) continue;
      this.markConditions(word, left, this.possible);
      if (certain === this.possible) continue;
      const sure = isExact ? left : plan.intersect(word, left, bitmaps.certain, words);
      this.markConditions(word, sure, certain);
    }
  }

  /** Sets the bits of the conditions to which the remaining clauses of a word belong. */
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

/** A bitmap of `count` bits, all 0. */
function emptyBitmap(count: number): Int32Array {
  return new Int32Array(Math.ceil(count / 32));
}
