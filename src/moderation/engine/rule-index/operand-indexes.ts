import type { FactRef } from '../../conditions/condition.js';
import { predicateOf, evaluatorOf, readerOf, type Comparison } from '../../conditions/evaluator.js';
import type { Truth } from '../../model/reading.js';
import { mapYielding, type CooperativeTask } from '../../../runtime/cooperative-task.js';
import type { Literal } from './clauses.js';
import { OperandIndex, type OperandIndexSpec, type SharedConjunction } from './operand-index.js';
import { EquivalenceClasses, equivalenceClassesOf } from './equivalence-classes.js';
import type { BitmapStore } from './bitmap-store.js';
import type { NumberedClause } from './condition-index.js';

/** What is asked of one reading, while columns are being made. */
interface OperandDraft {
  /** By their keys, in the order of their numbers. */
  readonly predicates: Map<string, { readonly number: number; readonly comparison: Comparison }>;
  /** By which tests they consist of. */
  readonly conjunctions: Map<
    string,
    { readonly predicates: SharedConjunction['predicates']; readonly clauses: number[] }
  >;
}

/** The columns that clauses depend on, in the order of the reading table. The number of a clause is its place. */
export function* buildOperandIndexes(
  clauses: readonly NumberedClause[],
  slotOf: (ref: FactRef) => number,
  rows: BitmapStore,
): CooperativeTask<readonly OperandIndex[]> {
  const drafts = new Map<string, OperandDraft>();
  for (const [number, { clause }] of clauses.entries()) {
    yield;
    for (const [key, literals] of groupByOperand(clause)) {
      let draft = drafts.get(key);
      if (draft === undefined) drafts.set(key, (draft = { predicates: new Map(), conjunctions: new Map() }));
      addConjunction(draft, literals, number);
    }
  }
  const columns = yield* mapYielding(
    drafts.values(),
    1,
    (draft) => new OperandIndex(specOf(draft, slotOf), rows),
  );
  return columns.sort((a, b) => a.slot - b.slot);
}

function groupByOperand(literals: readonly Literal[]): ReadonlyMap<string, Literal[]> {
  const columns = new Map<string, Literal[]>();
  for (const literal of literals) {
    const key = literal.operandKey;
    const others = columns.get(key);
    if (others === undefined) columns.set(key, [literal]);
    else others.push(literal);
  }
  return columns;
}

/** Notes that a clause asks all of this of a reading. */
function addConjunction(
  { predicates, conjunctions }: OperandDraft,
  literals: readonly Literal[],
  clause: number,
): void {
  const wanted = literals.map(({ comparison, predicateKey: key, negated }) => {
    let test = predicates.get(key);
    if (test === undefined) predicates.set(key, (test = { number: predicates.size, comparison }));
    return { test: test.number, negated };
  });
  const key = JSON.stringify(wanted);
  const demand = conjunctions.get(key);
  if (demand === undefined) conjunctions.set(key, { predicates: wanted, clauses: [clause] });
  else demand.clauses.push(clause);
}

function specOf(
  { predicates, conjunctions }: OperandDraft,
  slotOf: (ref: FactRef) => number,
): OperandIndexSpec {
  const all = [...predicates.values()].map(({ comparison }) => comparison);
  const asked = { conjunctions: [...conjunctions.values()] };
  const [first] = all;
  if (first === undefined) throw new Error('A column without a comparison');
  if (first.right.kind === 'fact') {
    return {
      ...asked,
      operand: evaluatorOf(first, slotOf),
      classes: truthClasses,
      predicates: [truthPredicate],
    };
  }
  const compared = all.flatMap((each) =>
    each.right.kind === 'value' ? [{ each, value: each.right.value }] : [],
  );
  return {
    ...asked,
    operand: first.left.path === null ? slotOf(first.left) : readerOf(first.left, slotOf),
    classes: equivalenceClassesOf(compared.map(({ each, value }) => ({ operator: each.operator, value }))),
    predicates: compared.map(({ each, value }) => predicateOf(each, value)),
  };
}

// Two facts were compared already.
const truthClasses = new EquivalenceClasses({ texts: ['yes', 'no'] });

function truthPredicate(reading: unknown): Truth {
  return reading === 'yes' || reading === 'no' ? reading : 'unknown';
}
