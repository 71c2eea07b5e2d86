import { eachSliced, type Sliced } from '../slices.js';
import type { Column } from './column.js';

/** A word of a column's rows: the column, and the place in its rows. */
interface Step {
  readonly column: number;
  readonly place: number;
  /** Clauses that depend on the column. */
  readonly depending: number;
}

/** What is to be asked about each word of clauses: the columns that most of them depend on first. */
export class Steps {
  /** Where the steps of each word begin, and where the last ones end. */
  private readonly starts: Int32Array;
  /** Each the column in its lower bits, and the place in the others. */
  private readonly steps: Int32Array;
  private readonly columnBits: number;

  private constructor(words: readonly (readonly Step[])[], columns: number) {
    this.columnBits = 32 - Math.clz32(columns);
    this.starts = new Int32Array(words.length + 1);
    for (const [word, steps] of words.entries()) {
      this.starts[word + 1] = (this.starts[word] ?? 0) + steps.length;
    }
    this.steps = Int32Array.from(
      words.flatMap((steps) => steps.map(({ column, place }) => (place << this.columnBits) | column)),
    );
  }

  static *of(columns: readonly Column[], words: number): Sliced<Steps> {
    const byWord = Array.from({ length: words }, (): Step[] => []);
    for (const [column, each] of columns.entries()) {
      yield;
      for (const [place, word] of each.words.entries()) {
        byWord[word]?.push({ column, place, depending: each.dependingIn(place) });
      }
    }
    return new Steps(
      yield* eachSliced(byWord, 20, (steps) => steps.sort((a, b) => b.depending - a.depending)),
      columns.length,
    );
  }

  /**
   * What is left of a word of clauses.
   * @param rows by column
   * @param bits that the rows are of
   */
  narrowed(word: number, clauses: number, rows: Int32Array, bits: Int32Array): number {
    const { starts, steps, columnBits } = this;
    const columnOf = ~(~0 << columnBits);
    const end = starts[word + 1] ?? 0;
    let left = clauses;
    for (let at = starts[word] ?? 0; at < end && left !== 0; at += 1) {
      const step = steps[at] ?? 0;
      left &= bits[(rows[step & columnOf] ?? 0) + (step >>> columnBits)] ?? 0;
    }
    return left;
  }
}
