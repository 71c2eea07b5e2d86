import type { Reading, Truth } from '../../model/reading.js';
import type { BitmapStore } from './bitmap-store.js';
import { clearBit, setBit } from './bits.js';
import { UNCLASSIFIED, type EquivalenceClasses } from './equivalence-classes.js';
import { NO, TruthTrie, UNKNOWN, YES, truthCodeOf } from './truth-trie.js';

/** A conjunction of predicates on one operand, and the clauses that contain it. */
export interface SharedConjunction {
  readonly literals: readonly { readonly predicate: number; readonly negated: boolean }[];
  readonly clauses: readonly number[];
}

export interface OperandIndexSpec {
  /** The slot of the reading that is compared; a function when the operand is not a whole reading. */
  readonly operand: number | ((row: readonly Reading[]) => unknown);
  readonly classes: EquivalenceClasses;
  readonly predicates: readonly ((reading: unknown) => Truth)[];
  readonly conjunctions: readonly SharedConjunction[];
}

/**
 * Maps the values of one operand to bitmaps of the clauses that they allow. The bitmap of a class is computed when its first value
 * comes, and cached.
 */
export class OperandIndex {
  /** The words of clauses that the bitmaps cover: those with at least one clause that depends on the operand. */
  readonly clauseWords: Uint32Array;
  private readonly conjunctions: readonly {
    readonly literals: SharedConjunction['literals'];
    readonly bits: readonly number[];
  }[];
  private readonly independentClauses: Int32Array;
  readonly classes: EquivalenceClasses;
  /** By class; 0 where none was computed yet. */
  private readonly bitmapOfClass: Int32Array;
  private readonly bitmapBySubsets = new TruthTrie();
  private readonly bitmapByTruths = new TruthTrie();
  private readonly truths: Uint8Array;

  constructor(
    private readonly spec: OperandIndexSpec,
    private readonly bitmaps: BitmapStore,
  ) {
    const { classes, predicates, conjunctions } = spec;
    this.classes = classes;
    this.bitmapOfClass = new Int32Array(classes.count);
    this.truths = new Uint8Array(predicates.length);
    this.clauseWords = Uint32Array.from(
      new Set(conjunctions.flatMap(({ clauses }) => clauses.map((clause) => clause >>> 5))),
    ).sort();
    const wordOffsets = new Map([...this.clauseWords].map((word, wordOffset) => [word, wordOffset]));
    this.conjunctions = conjunctions.map(({ literals, clauses }) => ({
      literals,
      bits: clauses.map((clause) => (wordOffsets.get(clause >>> 5) ?? 0) * 32 + (clause & 31)),
    }));
    this.independentClauses = new Int32Array(this.clauseWords.length).fill(~0);
    for (const { bits } of this.conjunctions) for (const bit of bits) clearBit(this.independentClauses, bit);
  }

  /** How many clauses of a word depend on the operand. */
  dependentCount(wordOffset: number): number {
    let count = 0;
    for (let rest = ~(this.independentClauses[wordOffset] ?? 0); rest !== 0; rest &= rest - 1) count += 1;
    return count;
  }

  /** The slot of the operand in a row of readings; -1 when it has to be evaluated. */
  get slot(): number {
    return typeof this.spec.operand === 'number' ? this.spec.operand : -1;
  }

  /** The value that is compared. */
  readOperand(readings: readonly Reading[]): unknown {
    const { operand } = this.spec;
    return typeof operand === 'number' ? readings[operand] : operand(readings);
  }

  /** The offset of the bitmap for a value. */
  bitmapFor(reading: unknown): number {
    const { classes, bitmapOfClass, bitmapBySubsets } = this;
    const valueClass = classes.classOf(reading);
    if (valueClass !== UNCLASSIFIED)
      return bitmapOfClass[valueClass] || (bitmapOfClass[valueClass] = this.bitmapByPredicates(reading));
    const node = classes.trieNodeOf(reading, bitmapBySubsets);
    if (node === -1) return this.bitmapByPredicates(reading);
    return bitmapBySubsets.get(node) || bitmapBySubsets.set(node, this.bitmapByPredicates(reading));
  }

  clear(): void {
    this.bitmapOfClass.fill(0);
    this.bitmapBySubsets.clear();
    this.bitmapByTruths.clear();
  }

  /** Evaluates every predicate. Values with the same results share a bitmap. */
  private bitmapByPredicates(reading: unknown): number {
    const { truths, bitmapByTruths } = this;
    const { predicates } = this.spec;
    let node = 0;
    for (let at = 0; at < predicates.length; at += 1) {
      const truth = truthCodeOf(predicates[at]?.(reading) ?? 'unknown');
      truths[at] = truth;
      node = bitmapByTruths.next(node, truth);
    }
    return bitmapByTruths.get(node) || bitmapByTruths.set(node, this.addBitmap(truths));
  }

  private addBitmap(truths: Uint8Array): number {
    const certain = this.independentClauses.slice();
    let possible = certain;
    for (const { literals, bits } of this.conjunctions) {
      const truth = kleeneAll(literals, truths);
      if (truth === NO) continue;
      if (truth === UNKNOWN && possible === certain) possible = certain.slice();
      for (const bit of bits) {
        setBit(possible, bit);
        if (truth === YES) setBit(certain, bit);
      }
    }
    return this.bitmaps.add(possible, certain);
  }
}

/** Conjunction in Kleene logic. */
function kleeneAll(literals: SharedConjunction['literals'], truths: Uint8Array): number {
  let all = YES;
  for (const { predicate, negated } of literals) {
    const truth = truths[predicate] ?? UNKNOWN;
    all = Math.min(all, negated ? YES - truth : truth);
  }
  return all;
}
