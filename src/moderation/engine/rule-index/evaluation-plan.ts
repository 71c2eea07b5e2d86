import { mapYielding, type CooperativeTask } from '../../../runtime/cooperative-task.js';
import type { OperandIndex } from './operand-index.js';

/** One AND operation: an operand, and the offset of the word within its bitmap. */
interface Step {
  readonly operand: number;
  readonly wordOffset: number;
  /** How many clauses of the word depend on the operand. */
  readonly dependentClauses: number;
}

/** Loop unrolling: a test for zero after each step would cost more than the steps. */
const STEPS_PER_ITERATION = 4;

/** For each word of clauses, the bitmaps to intersect: first those of the operands on which most of its clauses depend. */
export class EvaluationPlan {
  /** By word: the index of its first step. One more entry marks the end. */
  private readonly starts: Int32Array;
  /** Packed: the operand in the lower bits, the word offset in the upper ones. */
  private readonly steps: Int32Array;
  private readonly operandBits: number;

  private constructor(words: readonly (readonly Step[])[], operands: number) {
    this.operandBits = 32 - Math.clz32(operands);
    this.starts = new Int32Array(words.length + 1);
    const packed = words.map((steps) =>
      padded(steps.map(({ operand, wordOffset }) => (wordOffset << this.operandBits) | operand)),
    );
    for (const [word, steps] of packed.entries()) {
      this.starts[word + 1] = (this.starts[word] ?? 0) + steps.length;
    }
    this.steps = Int32Array.from(packed.flat());
  }

  static *build(operands: readonly OperandIndex[], words: number): CooperativeTask<EvaluationPlan> {
    const byWord = Array.from({ length: words }, (): Step[] => []);
    for (const [operand, each] of operands.entries()) {
      yield;
      for (const [wordOffset, word] of each.clauseWords.entries()) {
        byWord[word]?.push({
          operand,
          wordOffset,
          dependentClauses: each.dependentCount(wordOffset),
        });
      }
    }
    return new EvaluationPlan(
      yield* mapYielding(byWord, 20, (steps) =>
        steps.sort((a, b) => b.dependentClauses - a.dependentClauses),
      ),
      operands.length,
    );
  }

  /**
   * Intersects a word of clauses with the bitmaps of its operands; stops when nothing is left.
   * @param offsets by operand: the offset of its bitmap in `store`
   */
  intersect(word: number, clauses: number, offsets: Int32Array, store: Int32Array): number {
    const { starts, steps, operandBits } = this;
    const operandMask = ~(~0 << operandBits);
    const end = starts[word + 1] ?? 0;
    let left = clauses;
    for (let at = starts[word] ?? 0; at < end && left !== 0; at += STEPS_PER_ITERATION) {
      const a = steps[at] ?? 0;
      const b = steps[at + 1] ?? 0;
      const c = steps[at + 2] ?? 0;
      const d = steps[at + 3] ?? 0;
      left &=
        (store[(offsets[a & operandMask] ?? 0) + (a >>> operandBits)] ?? 0) &
        (store[(offsets[b & operandMask] ?? 0) + (b >>> operandBits)] ?? 0) &
        (store[(offsets[c & operandMask] ?? 0) + (c >>> operandBits)] ?? 0) &
        (store[(offsets[d & operandMask] ?? 0) + (d >>> operandBits)] ?? 0);
    }
    return left;
  }
}

/** Repeats the last step up to a multiple of `STEPS_PER_ITERATION`; AND is idempotent. */
function padded(steps: readonly number[]): readonly number[] {
  const last = steps.at(-1);
  if (last === undefined) return steps;
  const missing = -steps.length & (STEPS_PER_ITERATION - 1);
  return [...steps, ...Array.from({ length: missing }, () => last)];
}
