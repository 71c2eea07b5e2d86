import type { Reading, Truth } from '../../model/reading.js';
import type { BitmapStore } from './bitmap-store.js';
import { clearBit, setBit } from './bits.js';
import { UNCLASSIFIED, type EquivalenceClasses } from './equivalence-classes.js';
import { NO, TruthTrie, UNKNOWN, YES, truthCodeOf } from './truth-trie.js';

/** What some clauses ask of one reading: that all of these tests turn out as they want. */
export interface SharedConjunction {
  readonly predicates: readonly { readonly test: number; readonly negated: boolean }[];
  readonly clauses: readonly number[];
}

export interface OperandIndexSpec {
  /** Where the reading stands that is compared here; what finds it where it does not stand for itself. */
  readonly operand: number | ((row: readonly Reading[]) => unknown);
  readonly classes: EquivalenceClasses;
  readonly predicates: readonly ((reading: unknown) => Truth)[];
  readonly conjunctions: readonly SharedConjunction[];
}

/** One reading as all clauses see it. A row of bits is made once for each kind of reading, when it first comes. */
export class OperandIndex {
  /** Which 32 clauses each a column has bits for: those with a clause that depends on it. */
  readonly clauseWords: Uint32Array;
  private readonly conjunctions: readonly {
    readonly tests: SharedConjunction['predicates'];
    readonly bits: readonly number[];
  }[];
  private readonly independentClauses: Int32Array;
  readonly classes: EquivalenceClasses;
  /** Rows by kind; 0 where there is none yet. */
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
    const places = new Map([...this.clauseWords].map((word, place) => [word, place]));
    this.conjunctions = conjunctions.map(({ predicates: wanted, clauses }) => ({
      tests: wanted,
      bits: clauses.map((clause) => (places.get(clause >>> 5) ?? 0) * 32 + (clause & 31)),
    }));
    this.independentClauses = new Int32Array(this.clauseWords.length).fill(~0);
    for (const { bits } of this.conjunctions) for (const bit of bits) clearBit(this.independentClauses, bit);
  }

  /** How many of 32 clauses depend on the column. */
  dependentCount(place: number): number {
    let count = 0;
    for (let rest = ~(this.independentClauses[place] ?? 0); rest !== 0; rest &= rest - 1) count += 1;
    return count;
  }

  /** Where the reading stands that is compared here; -1 when it has to be looked for. */
  get slot(): number {
    return typeof this.spec.operand === 'number' ? this.spec.operand : -1;
  }

  /** What is compared here. */
  readOperand(readings: readonly Reading[]): unknown {
    const { operand } = this.spec;
    return typeof operand === 'number' ? readings[operand] : operand(readings);
  }

  /** The row of bits for a reading. */
  bitmapFor(reading: unknown): number {
    const { classes, bitmapOfClass, bitmapBySubsets } = this;
    const kind = classes.classOf(reading);
    if (kind !== UNCLASSIFIED)
      return bitmapOfClass[kind] || (bitmapOfClass[kind] = this.bitmapByPredicates(reading));
    const node = classes.trieNodeOf(reading, bitmapBySubsets);
    if (node === -1) return this.bitmapByPredicates(reading);
    return bitmapBySubsets.get(node) || bitmapBySubsets.set(node, this.bitmapByPredicates(reading));
  }

  /** Forgets the rows. */
  clear(): void {
    this.bitmapOfClass.fill(0);
    this.bitmapBySubsets.clear();
    this.bitmapByTruths.clear();
  }

  /** Of a reading without a kind: what counts is how it does in the tests. */
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
    for (const { tests, bits } of this.conjunctions) {
      const truth = kleeneAll(tests, truths);
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

/** Kleene's `all` of tests, some of them turned round. */
function kleeneAll(tests: SharedConjunction['predicates'], truths: Uint8Array): number {
  let all = YES;
  for (const { test, negated } of tests) {
    const truth = truths[test] ?? UNKNOWN;
    all = Math.min(all, negated ? YES - truth : truth);
  }
  return all;
}
