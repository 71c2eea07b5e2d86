import type { Json } from '../../model/json.js';
import type { Literal } from './clauses.js';

/** The constants that an operand is compared with. */
interface OperandConstants {
  readonly thresholds: Set<number>;
  /** Values of equality and membership tests. */
  readonly values: Set<Json>;
  /** The rank of each threshold; computed once all are known. */
  ranks: ReadonlyMap<number, number> | null;
}

// Guesses: a flag is seldom true, a substring seldom found.
const FLAG_SELECTIVITY = 0.1;
const SUBSTRING_SELECTIVITY = 0.05;

/**
 * Estimates how often comparisons hold, as a query planner does, from the constants alone: equality with one of many values is rare,
 * and so is a value above the highest threshold.
 */
export class Selectivity {
  private readonly operands = new Map<string, OperandConstants>();

  /** Records the constant of a comparison. */
  observe({ operandKey, comparison: { operator, right } }: Literal): void {
    if (right.kind === 'fact') return;
    let constants = this.operands.get(operandKey);
    if (constants === undefined) {
      this.operands.set(operandKey, (constants = { thresholds: new Set(), values: new Set(), ranks: null }));
    }
    const { value } = right;
    if (isThreshold(operator) && typeof value === 'number') constants.thresholds.add(value);
    if (isEquality(operator)) for (const each of listed(value)) constants.values.add(each);
  }

  /** From 0 (never) to 1 (always). Call it after `observe` has seen all comparisons. */
  estimate({ operandKey, comparison: { operator, right }, negated }: Literal): number {
    const constants = this.operands.get(operandKey);
    if (right.kind === 'fact' || constants === undefined) return 0.5;
    const estimate = selectivityOf(operator, right.value, constants);
    return negated ? 1 - estimate : estimate;
  }
}

function selectivityOf(operator: string, value: Json, constants: OperandConstants): number {
  if (isThreshold(operator) && typeof value === 'number') {
    constants.ranks ??= new Map(
      [...constants.thresholds].sort((a, b) => a - b).map((each, at) => [each, at]),
    );
    const share = ((constants.ranks.get(value) ?? 0) + 1) / (constants.thresholds.size + 1);
    return operator.startsWith('less') ? 0.25 + share / 2 : (1 - share) / 2;
  }
  if (!isEquality(operator))
    return operator === 'doesNotContain' ? 1 - SUBSTRING_SELECTIVITY : SUBSTRING_SELECTIVITY;
  const same = equalitySelectivity(value, constants.values.size);
  return operator === 'equal' || operator === 'in' ? same : 1 - same;
}

function equalitySelectivity(value: Json, values: number): number {
  if (typeof value === 'boolean') return value ? FLAG_SELECTIVITY : 1 - FLAG_SELECTIVITY;
  return value === null ? FLAG_SELECTIVITY : listed(value).length / (values + 1);
}

function listed(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [value];
}

function isThreshold(operator: string): boolean {
  return operator.startsWith('less') || operator.startsWith('greater');
}

function isEquality(operator: string): boolean {
  return operator === 'equal' || operator === 'notEqual' || operator === 'in' || operator === 'notIn';
}
