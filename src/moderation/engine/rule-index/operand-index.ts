import type { Reading, Truth } from '../../model/reading.js';
import type { BitRows } from './bitmap-store.js';
import { clearBit, setBit } from './bits.js';
import { ODD, type Kinds } from './equivalence-classes.js';
import { NO, TruthTree, UNKNOWN, YES, numberOf } from './truth-trie.js';

/** What some clauses ask of one reading: that all of these tests turn out as they want. */
export interface Demand {
  readonly tests: readonly { readonly test: number; readonly negated: boolean }[];
  readonly clauses: readonly number[];
}

export interface ColumnParts {
  /** Where the reading stands that is compared here; what finds it where it does not stand for itself. */
  readonly read: number | ((row: readonly Reading[]) => unknown);
  readonly kinds: Kinds;
  readonly tests: readonly ((reading: unknown) => Truth)[];
  readonly demands: readonly Demand[];
}

/** One reading as all clauses see it. A row of bits is made once for each kind of reading, when it first comes. */
export class Column {
  /** Which 32 clauses each a column has bits for: those with a clause that depends on it. */
  readonly words: Uint32Array;
  private readonly demands: readonly { readonly tests: Demand['tests']; readonly bits: readonly number[] }[];
  private readonly indifferent: Int32Array;
  readonly kinds: Kinds;
  /** Rows by kind; 0 where there is none yet. */
  private readonly byKind: Int32Array;
  private readonly bySigns = new TruthTree();
  private readonly byTruths = new TruthTree();
  private readonly truths: Uint8Array;

  constructor(
    private readonly parts: ColumnParts,
    private readonly rows: BitRows,
  ) {
    const { kinds, tests, demands } = parts;
    this.kinds = kinds;
    this.byKind = new Int32Array(kinds.count);
    this.truths = new Uint8Array(tests.length);
    this.words = Uint32Array.from(
      new Set(demands.flatMap(({ clauses }) => clauses.map((clause) => clause >>> 5))),
    ).sort();
    const places = new Map([...this.words].map((word, place) => [word, place]));
    this.demands = demands.map(({ tests: wanted, clauses }) => ({
      tests: wanted,
      bits: clauses.map((clause) => (places.get(clause >>> 5) ?? 0) * 32 + (clause & 31)),
    }));
    this.indifferent = new Int32Array(this.words.length).fill(~0);
    for (const { bits } of this.demands) for (const bit of bits) clearBit(this.indifferent, bit);
  }

  /** How many of 32 clauses depend on the column. */
  dependingIn(place: number): number {
    let count = 0;
    for (let rest = ~(this.indifferent[place] ?? 0); rest !== 0; rest &= rest - 1) count += 1;
    return count;
  }

  /** Where the reading stands that is compared here; -1 when it has to be looked for. */
  get slot(): number {
    return typeof this.parts.read === 'number' ? this.parts.read : -1;
  }

  /** What is compared here. */
  find(readings: readonly Reading[]): unknown {
    const { read } = this.parts;
    return typeof read === 'number' ? readings[read] : read(readings);
  }

  /** The row of bits for a reading. */
  rowOf(reading: unknown): number {
    const { kinds, byKind, bySigns } = this;
    const kind = kinds.of(reading);
    if (kind !== ODD) return byKind[kind] || (byKind[kind] = this.rowByTests(reading));
    const node = kinds.nodeOf(reading, bySigns);
    if (node === -1) return this.rowByTests(reading);
    return bySigns.at(node) || bySigns.keep(node, this.rowByTests(reading));
  }

  /** Forgets the rows. */
  forget(): void {
    this.byKind.fill(0);
    this.bySigns.forget();
    this.byTruths.forget();
  }

  /** Of a reading without a kind: what counts is how it does in the tests. */
  private rowByTests(reading: unknown): number {
    const { truths, byTruths } = this;
    const { tests } = this.parts;
    let node = 0;
    for (let at = 0; at < tests.length; at += 1) {
      const truth = numberOf(tests[at]?.(reading) ?? 'unknown');
      truths[at] = truth;
      node = byTruths.next(node, truth);
    }
    return byTruths.at(node) || byTruths.keep(node, this.addRow(truths));
  }

  private addRow(truths: Uint8Array): number {
    const certain = this.indifferent.slice();
    let possible = certain;
    for (const { tests, bits } of this.demands) {
      const truth = allOf(tests, truths);
      if (truth === NO) continue;
      if (truth === UNKNOWN && possible === certain) possible = certain.slice();
      for (const bit of bits) {
        setBit(possible, bit);
        if (truth === YES) setBit(certain, bit);
      }
    }
    return this.rows.add(possible, certain);
  }
}

/** Kleene's `all` of tests, some of them turned round. */
function allOf(tests: Demand['tests'], truths: Uint8Array): number {
  let all = YES;
  for (const { test, negated } of tests) {
    const truth = truths[test] ?? UNKNOWN;
    all = Math.min(all, negated ? YES - truth : truth);
  }
  return all;
}
