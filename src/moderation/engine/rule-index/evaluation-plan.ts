import { mapYielding, type CooperativeTask } from '../../../runtime/cooperative-task.js';
import type { OperandIndex } from './operand-index.js';

/** A word of a column's rows: the column, and the place in its rows. */
interface Step {
  readonly operand: number;
  readonly wordOffset: number;
  /** Clauses that depend on the column. */
  readonly dependentClauses: number;
}

/** Steps at a time: to ask after each whether anything is left costs more than the steps. */
const STEPS_PER_ITERATION = 4;

/** What is to be asked about each word of clauses: the columns that most of them depend on first. */
export class EvaluationPlan {
  /** Where the steps of each word begin, and where the last ones end. */
  private readonly starts: Int32Array;
  /** Each the column in its lower bits, and the place in the others. */
  private readonly steps: Int32Array;
  private readonly operandBits: number;

  private constructor(words: readonly (readonly Step[])[], columns: number) {
    this.operandBits = 32 - Math.clz32(columns);
    this.starts = new Int32Array(words.length + 1);
    const packed = words.map((steps) =>
      padded(steps.map(({ operand, wordOffset }) => (wordOffset << this.operandBits) | operand)),
    );
    for (const [word, steps] of packed.entries()) {
      this.starts[word + 1] = (this.starts[word] ?? 0) + steps.length;
    }
    this.steps = Int32Array.from(packed.flat());
  }

  static *build(columns: readonly OperandIndex[], words: number): CooperativeTask<EvaluationPlan> {
    const byWord = Array.from({ length: words }, (): Step[] => []);
    for (const [column, each] of columns.entries()) {
      yield;
      for (const [place, word] of each.clauseWords.entries()) {
        byWord[word]?.push({
          operand: column,
          wordOffset: place,
          dependentClauses: each.dependentCount(place),
        });
      }
    }
    return new EvaluationPlan(
      yield* mapYielding(byWord, 20, (steps) =>
        steps.sort((a, b) => b.dependentClauses - a.dependentClauses),
      ),
      columns.length,
    );
  }

  /**
   * What is left of a word of clauses.
   * @param rows by column
   * @param bits that the rows are of
   */
  intersect(word: number, clauses: number, rows: Int32Array, bits: Int32Array): number {
    const { starts, steps, operandBits } = this;
    const columnOf = ~(~0 << operandBits);
    const end = starts[word + 1] ?? 0;
    let left = clauses;
    for (let at = starts[word] ?? 0; at < end && left !== 0; at += STEPS_PER_ITERATION) {
      const a = steps[at] ?? 0;
      const b = steps[at + 1] ?? 0;
      const c = steps[at + 2] ?? 0;
      const d = steps[at + 3] ?? 0;
      left &=
        (bits[(rows[a & columnOf] ?? 0) + (a >>> operandBits)] ?? 0) &
        (bits[(rows[b & columnOf] ?? 0) + (b >>> operandBits)] ?? 0) &
        (bits[(rows[c & columnOf] ?? 0) + (c >>> operandBits)] ?? 0) &
        (bits[(rows[d & columnOf] ?? 0) + (d >>> operandBits)] ?? 0);
    }
    return left;
  }
}

/** As many steps as are taken at a time, or a multiple: the last one once more does no harm. */
function padded(steps: readonly number[]): readonly number[] {
  const last = steps.at(-1);
  if (last === undefined) return steps;
  const missing = -steps.length & (STEPS_PER_ITERATION - 1);
  return [...steps, ...Array.from({ length: missing }, () => last)];
}
