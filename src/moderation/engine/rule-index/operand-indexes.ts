import type { FactRef } from '../../conditions/condition.js';
import { comparingWith, evaluatorOf, readerOf, type Comparison } from '../../conditions/evaluator.js';
import type { Truth } from '../../model/reading.js';
import { eachSliced, type Sliced } from '../../../runtime/cooperative-task.js';
import type { Literal } from './clauses.js';
import { Column, type ColumnParts, type Demand } from './operand-index.js';
import { Kinds, kindsOf } from './equivalence-classes.js';
import type { BitRows } from './bitmap-store.js';
import type { NumberedClause } from './condition-index.js';

/** What is asked of one reading, while columns are being made. */
interface Draft {
  /** By their keys, in the order of their numbers. */
  readonly tests: Map<string, { readonly number: number; readonly comparison: Comparison }>;
  /** By which tests they consist of. */
  readonly demands: Map<string, { readonly tests: Demand['tests']; readonly clauses: number[] }>;
}

/** The columns that clauses depend on, in the order of the reading table. The number of a clause is its place. */
export function* columnsOf(
  clauses: readonly NumberedClause[],
  slotOf: (ref: FactRef) => number,
  rows: BitRows,
): Sliced<readonly Column[]> {
  const drafts = new Map<string, Draft>();
  for (const [number, { clause }] of clauses.entries()) {
    yield;
    for (const [key, literals] of byColumn(clause)) {
      let draft = drafts.get(key);
      if (draft === undefined) drafts.set(key, (draft = { tests: new Map(), demands: new Map() }));
      ask(draft, literals, number);
    }
  }
  const columns = yield* eachSliced(drafts.values(), 1, (draft) => new Column(partsOf(draft, slotOf), rows));
  return columns.sort((a, b) => a.slot - b.slot);
}

function byColumn(literals: readonly Literal[]): ReadonlyMap<string, Literal[]> {
  const columns = new Map<string, Literal[]>();
  for (const literal of literals) {
    const key = literal.column;
    const others = columns.get(key);
    if (others === undefined) columns.set(key, [literal]);
    else others.push(literal);
  }
  return columns;
}

/** Notes that a clause asks all of this of a reading. */
function ask({ tests, demands }: Draft, literals: readonly Literal[], clause: number): void {
  const wanted = literals.map(({ comparison, test: key, negated }) => {
    let test = tests.get(key);
    if (test === undefined) tests.set(key, (test = { number: tests.size, comparison }));
    return { test: test.number, negated };
  });
  const key = JSON.stringify(wanted);
  const demand = demands.get(key);
  if (demand === undefined) demands.set(key, { tests: wanted, clauses: [clause] });
  else demand.clauses.push(clause);
}

function partsOf({ tests, demands }: Draft, slotOf: (ref: FactRef) => number): ColumnParts {
  const all = [...tests.values()].map(({ comparison }) => comparison);
  const asked = { demands: [...demands.values()] };
  const [first] = all;
  if (first === undefined) throw new Error('A column without a comparison');
  if (first.right.kind === 'fact') {
    return { ...asked, read: evaluatorOf(first, slotOf), kinds: truthKinds, tests: [isTruth] };
  }
  const compared = all.flatMap((each) =>
    each.right.kind === 'value' ? [{ each, value: each.right.value }] : [],
  );
  return {
    ...asked,
    read: first.left.path === null ? slotOf(first.left) : readerOf(first.left, slotOf),
    kinds: kindsOf(compared.map(({ each, value }) => ({ operator: each.operator, value }))),
    tests: compared.map(({ each, value }) => comparingWith(each, value)),
  };
}

// Two facts were compared already.
const truthKinds = new Kinds({ texts: ['yes', 'no'] });

function isTruth(reading: unknown): Truth {
  return reading === 'yes' || reading === 'no' ? reading : 'unknown';
}
