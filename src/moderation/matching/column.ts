import { Unknown, type Reading, type Truth } from '../reading.js';
import { ODD, type KindOf } from './kinds.js';

/** A bit a clause: whether it can still match, and whether it does as far as this column goes. */
export interface Bits {
  readonly possible: Uint32Array;
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
  /** How many clauses there are in all. */
  readonly clauses: number;
}

/** Kinds whose bits are kept; beyond, they are all forgotten. */
const KEPT_AT_MOST = 1_024;

/** One reading as all clauses see it. Bits are made once for each kind of reading, when it first comes. */
export class Column {
  private readonly indifferent: Uint32Array;
  private readonly kept = new Map<unknown, Bits>();
  private unknown: Bits | null = null;

  constructor(private readonly parts: ColumnParts) {
    this.indifferent = noBits(parts.clauses);
    for (let clause = 0; clause < parts.clauses; clause += 1) setBit(this.indifferent, clause);
    for (const { clauses } of parts.demands) for (const clause of clauses) clearBit(this.indifferent, clause);
  }

  bitsOf(row: readonly Reading[]): Bits {
    const reading = this.parts.read(row);
    if (reading instanceof Unknown) return (this.unknown ??= this.bitsFor(() => 'unknown'));
    const kind = this.parts.kindOf(reading);
    if (kind === ODD) return this.bitsFor((test) => test(reading));
    let bits = this.kept.get(kind);
    if (bits === undefined) {
      bits = this.bitsFor((test) => test(reading));
      if (this.kept.size >= KEPT_AT_MOST) this.kept.clear();
      this.kept.set(kind, bits);
    }
    return bits;
  }

  private bitsFor(truthOf: (test: (reading: unknown) => Truth) => Truth): Bits {
    const truths = this.parts.tests.map(truthOf);
    const certain = this.indifferent.slice();
    let possible = certain;
    for (const { tests, clauses } of this.parts.demands) {
      const truth = allOf(tests, truths);
      if (truth === 'no') continue;
      if (truth === 'unknown' && possible === certain) possible = certain.slice();
      for (const clause of clauses) {
        setBit(possible, clause);
        if (truth === 'yes') setBit(certain, clause);
      }
    }
    return { possible, certain };
  }
}

/** Kleene's `all` of tests, some of them turned round. */
function allOf(tests: Demand['tests'], truths: readonly Truth[]): Truth {
  let all: Truth = 'yes';
  for (const { test, negated } of tests) {
    const truth = truths[test] ?? 'unknown';
    if (truth === 'unknown') all = 'unknown';
    else if ((truth === 'yes') === negated) return 'no';
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
