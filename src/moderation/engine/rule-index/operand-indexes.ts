import type { FactRef } from '../../conditions/condition.js';
import type { Operators } from '../../conditions/json-rules-engine.js';
import { predicateOf, evaluatorOf, readerOf, type Comparison } from '../../conditions/evaluator.js';
import type { Truth } from '../../model/reading.js';
import { mapYielding, type CooperativeTask } from '../../../runtime/cooperative-task.js';
import type { Literal, NumberedClause } from './clauses.js';
import { OperandIndex, type OperandIndexSpec, type SharedConjunction } from './operand-index.js';
import { EquivalenceClasses, equivalenceClassesOf } from './equivalence-classes.js';
import type { BitmapStore } from './bitmap-store.js';

/** The predicates and conjunctions of one operand, while they are collected. */
interface OperandDraft {
  /** By key, in the order of their numbers. */
  readonly predicates: Map<string, { readonly number: number; readonly comparison: Comparison }>;
  /** By their literals. */
  readonly conjunctions: Map<
    string,
    { readonly literals: SharedConjunction['literals']; readonly clauses: number[] }
  >;
}

/** How comparisons are evaluated: where readings stand in the row, and by which operators. */
export interface EvaluationContext {
  readonly slotOf: (ref: FactRef) => number;
  readonly operators: Operators;
}

/** Builds the indexes of all operands, in the order of their slots. A clause is numbered by its position. */
export function* buildOperandIndexes(
  clauses: readonly NumberedClause[],
  context: EvaluationContext,
  store: BitmapStore,
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
  const operands = yield* mapYielding(
    drafts.values(),
    1,
    (draft) => new OperandIndex(specOf(draft, context), store),
  );
  return operands.sort((a, b) => a.slot - b.slot);
}

function groupByOperand(literals: readonly Literal[]): ReadonlyMap<string, Literal[]> {
  const operands = new Map<string, Literal[]>();
  for (const literal of literals) {
    const key = literal.operandKey;
    const others = operands.get(key);
    if (others === undefined) operands.set(key, [literal]);
    else others.push(literal);
  }
  return operands;
}

/** Records that a clause contains these literals of one operand. */
function addConjunction(
  { predicates, conjunctions }: OperandDraft,
  literals: readonly Literal[],
  clause: number,
): void {
  const signed = literals.map(({ comparison, predicateKey: key, negated }) => {
    let predicate = predicates.get(key);
    if (predicate === undefined) predicates.set(key, (predicate = { number: predicates.size, comparison }));
    return { predicate: predicate.number, negated };
  });
  const key = JSON.stringify(signed);
  const shared = conjunctions.get(key);
  if (shared === undefined) conjunctions.set(key, { literals: signed, clauses: [clause] });
  else shared.clauses.push(clause);
}

function specOf({ predicates, conjunctions }: OperandDraft, context: EvaluationContext): OperandIndexSpec {
  const all = [...predicates.values()].map(({ comparison }) => comparison);
  const common = { conjunctions: [...conjunctions.values()] };
  const [first] = all;
  if (first === undefined) throw new Error('An operand without a comparison');
  if (first.right.kind === 'fact') {
    return {
      ...common,
      operand: evaluatorOf(first, context.slotOf, context.operators),
      classes: truthClasses,
      predicates: [truthPredicate],
    };
  }
  const compared = all.flatMap((each) =>
    each.right.kind === 'value' ? [{ each, value: each.right.value }] : [],
  );
  return {
    ...common,
    operand: first.left.path === null ? context.slotOf(first.left) : readerOf(first.left, context.slotOf),
    classes: equivalenceClassesOf(compared.map(({ each, value }) => ({ operator: each.operator, value }))),
    predicates: compared.map(({ each, value }) => predicateOf(each, value, context.operators)),
  };
}

// For a comparison of two facts the operand is its result.
const truthClasses = new EquivalenceClasses({ texts: ['yes', 'no'] });

function truthPredicate(reading: unknown): Truth {
  return reading === 'yes' || reading === 'no' ? reading : 'unknown';
}
