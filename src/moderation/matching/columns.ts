import canonicalize from 'canonicalize';
import type { FactRef } from '../conditions/condition.js';
import { comparingWith, evaluatorOf, keyOf, readerOf, type Comparison } from '../conditions/evaluate.js';
import type { Truth } from '../reading.js';
import type { Literal } from './clauses.js';
import { Column, type Demand } from './column.js';
import { kindsOf } from './kinds.js';
import type { RuleClause } from './rule-index.js';

/** What is asked of one reading, while columns are being made. */
interface Draft {
  /** By `testKeyOf`, in the order of their numbers. */
  readonly tests: Map<string, { readonly number: number; readonly comparison: Comparison }>;
  /** By which tests they consist of. */
  readonly demands: Map<string, { readonly tests: Demand['tests']; readonly clauses: number[] }>;
}

/** The same text for comparisons of the same reading. A comparison of two facts has a column to itself. */
export function columnKeyOf({ left, operator, right }: Comparison): string {
  const key = refKeyOf(left);
  return right.kind === 'value' ? key : JSON.stringify([key, operator, refKeyOf(right.ref)]);
}

/** The same text for comparisons of a column that come out the same. */
export function testKeyOf({ operator, right }: Comparison): string {
  return right.kind === 'value' ? operator + (canonicalize(right.value) ?? '') : operator;
}

function refKeyOf(ref: FactRef): string {
  return JSON.stringify([keyOf(ref), ref.path]);
}

/** The columns that clauses depend on, and for each 32 of them which. The number of a clause is its place. */
export function columnsOf(
  clauses: readonly RuleClause[],
  slotOf: (ref: FactRef) => number,
): { readonly columns: readonly Column[]; readonly columnsOfWord: readonly Uint32Array[] } {
  const drafts = new Map<string, Draft>();
  const words: Map<string, number>[] = [];
  for (const [number, { clause }] of clauses.entries()) {
    const uses = (words[number >>> 5] ??= new Map<string, number>());
    for (const [key, literals] of byColumn(clause)) {
      uses.set(key, (uses.get(key) ?? 0) + 1);
      let draft = drafts.get(key);
      if (draft === undefined) drafts.set(key, (draft = { tests: new Map(), demands: new Map() }));
      ask(draft, literals, number);
    }
  }
  const places = new Map([...drafts.keys()].map((key, place) => [key, place]));
  return {
    columns: [...drafts.values()].map((draft) => columnOf(draft, clauses.length, slotOf)),
    columnsOfWord: words.map((uses) =>
      Uint32Array.from(
        // What most clauses of a word depend on is most likely to leave nothing of it.
        [...uses].sort(([, a], [, b]) => b - a).map(([key]) => places.get(key) ?? 0),
      ),
    ),
  };
}

function byColumn(literals: readonly Literal[]): ReadonlyMap<string, Literal[]> {
  const columns = new Map<string, Literal[]>();
  for (const literal of literals) {
    const key = columnKeyOf(literal.comparison);
    const others = columns.get(key);
    if (others === undefined) columns.set(key, [literal]);
    else others.push(literal);
  }
  return columns;
}

/** Notes that a clause asks all of this of a reading. */
function ask({ tests, demands }: Draft, literals: readonly Literal[], clause: number): void {
  const wanted = literals.map(({ comparison, negated }) => {
    const key = testKeyOf(comparison);
    let test = tests.get(key);
    if (test === undefined) tests.set(key, (test = { number: tests.size, comparison }));
    return { test: test.number, negated };
  });
  const key = JSON.stringify(wanted);
  const demand = demands.get(key);
  if (demand === undefined) demands.set(key, { tests: wanted, clauses: [clause] });
  else demand.clauses.push(clause);
}

function columnOf({ tests, demands }: Draft, clauses: number, slotOf: (ref: FactRef) => number): Column {
  const all = [...tests.values()].map(({ comparison }) => comparison);
  const rest = { demands: [...demands.values()], clauses };
  const [first] = all;
  if (first === undefined) throw new Error('A column without a comparison');
  if (first.right.kind === 'fact') {
    const truth = evaluatorOf(first, slotOf);
    return new Column({ ...rest, read: truth, kindOf: (kind) => kind, tests: [isTruth] });
  }
  const compared = all.flatMap((each) =>
    each.right.kind === 'value' ? [{ each, value: each.right.value }] : [],
  );
  return new Column({
    ...rest,
    read: readerOf(first.left, slotOf),
    kindOf: kindsOf(compared.map(({ each, value }) => ({ operator: each.operator, value }))),
    tests: compared.map(({ each, value }) => comparingWith(each, value)),
  });
}

/** Two facts were compared already. */
function isTruth(reading: unknown): Truth {
  return reading === 'yes' || reading === 'no' ? reading : 'unknown';
}
