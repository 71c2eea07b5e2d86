import { Unknown, type Reading, type Truth } from '../reading.js';
import { ODD, type KindOf } from './kinds.js';

/** A bit a clause of a column's words: whether it can still match, and whether it does as far as this column goes. */
export interface Bits {
  readonly possible: Uint32Array;
  /** The same array where nothing is unknown. */
  readonly certain: Uint32Array;
}

/** What some clauses ask of one reading: that all of these tests turn out as they want. */
export interface Demand {
  readonly tests: readonly { readonly test: number; readonly negated: boolean }[];
  readonly clauses: readonly number[];
}

export interface ColumnParts {
  /** Of the row, the reading that is compared here. */
  readonly read: (row: readonly Reading[]) => unknown;
  readonly kindOf: KindOf;
  readonly tests: readonly ((reading: unknown) => Truth)[];
  readonly demands: readonly Demand[];
}

/** Outcomes of the tests whose bits are kept; beyond, they are all forgotten. */
const KEPT_AT_MOST = 1_024;
/** Truths of so many tests fit into one small integer, two bits each. */
const TESTS_A_NUMBER = 15;

/** One reading as all clauses see it. Bits are made once for each kind of reading, when it first comes. */
export class Column {
  /** Which 32 clauses each a column has bits for: those with a clause that depends on it. */
  private readonly words: Uint32Array;
  private readonly demands: readonly { readonly tests: Demand['tests']; readonly bits: readonly number[] }[];
  private readonly indifferent: Uint32Array;
  private readonly byKind: (Bits | undefined)[] = [];
  private readonly byTruths = new Map<number | string, Bits>();
  private readonly truths: Uint8Array;
  private unknown: Bits | null = null;

  constructor(private readonly parts: ColumnParts) {
    this.truths = new Uint8Array(parts.tests.length);
    this.words = Uint32Array.from(
      new Set(parts.demands.flatMap(({ clauses }) => clauses.map((clause) => clause >>> 5))),
    ).sort();
    const places = new Map([...this.words].map((word, place) => [word, place]));
    this.demands = parts.demands.map(({ tests, clauses }) => ({
      tests,
      bits: clauses.map((clause) => (places.get(clause >>> 5) ?? 0) * 32 + (clause & 31)),
    }));
    this.indifferent = new Uint32Array(this.words.length).fill(~0);
    for (const { bits } of this.demands) for (const bit of bits) clearBit(this.indifferent, bit);
  }

  /** Takes out of all clauses' bits what these leave nothing of. */
  narrow(clauses: Uint32Array, bits: Uint32Array): void {
    const { words } = this;
    for (let place = 0; place < words.length; place += 1) {
      const word = words[place] ?? 0;
      clauses[word] = (clauses[word] ?? 0) & (bits[place] ?? 0);
    }
  }

  bitsOf(row: readonly Reading[]): Bits {
    const reading = this.parts.read(row);
    if (reading instanceof Unknown) return (this.unknown ??= this.bitsFor(this.truths.map(() => UNKNOWN)));
    const kind = this.parts.kindOf(reading);
    if (kind === ODD) return this.bitsByTests(reading);
    return (this.byKind[kind] ??= this.bitsByTests(reading));
  }

  /** Of a reading without a kind: what counts is how it does in the tests. */
  private bitsByTests(reading: unknown): Bits {
    const { truths } = this;
    const { tests } = this.parts;
    for (let at = 0; at < tests.length; at += 1) truths[at] = numberOf(tests[at]?.(reading) ?? 'unknown');
    const key = keyOfTruths(truths);
    const known = this.byTruths.get(key);
    if (known !== undefined) return known;
    const bits = this.bitsFor(truths);
    if (this.byTruths.size >= KEPT_AT_MOST) this.byTruths.clear();
    this.byTruths.set(key, bits);
    return bits;
  }

  private bitsFor(truths: Uint8Array): Bits {
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
    return { possible, certain };
  }
}

// Truths as numbers, such that the opposite is what is left to 2.
const NO = 0;
const UNKNOWN = 1;
const YES = 2;

function numberOf(truth: Truth): number {
  if (truth === 'unknown') return UNKNOWN;
  return truth === 'yes' ? YES : NO;
}

function keyOfTruths(truths: Uint8Array): number | string {
  if (truths.length > TESTS_A_NUMBER) return Buffer.from(truths).toString('latin1');
  let key = 0;
  for (const truth of truths) key = key * 4 + truth;
  return key;
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

/** Room for a bit each, all of them 0. */
export function noBits(count: number): Uint32Array {
  return new Uint32Array(Math.ceil(count / 32));
}

export function setBit(bits: Uint32Array, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}

function clearBit(bits: Uint32Array, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) & ~(1 << (at & 31));
}
