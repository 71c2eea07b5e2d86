import type { Json } from '../../model/json.js';
import type { Literal } from './clauses.js';

/** What a reading is compared with. */
interface OperandConstants {
  readonly thresholds: Set<number>;
  /** What it may equal. */
  readonly values: Set<Json>;
  /** Thresholds by size, once all are there. */
  ranks: ReadonlyMap<number, number> | null;
}

// A flag is seldom up, and a piece of text seldom there.
const FLAG_SELECTIVITY = 0.1;
const SUBSTRING_SELECTIVITY = 0.05;

/**
 * How likely comparisons are to hold, as far as can be told from what else their reading is compared with: one of many values is
 * rare, and so is what is above the highest threshold.
 */
export class Selectivity {
  private readonly operands = new Map<string, OperandConstants>();

  /** Notes what a reading is compared with. */
  observe({ operandKey, comparison: { operator, right } }: Literal): void {
    if (right.kind === 'fact') return;
    let compared = this.operands.get(operandKey);
    if (compared === undefined) {
      this.operands.set(operandKey, (compared = { thresholds: new Set(), values: new Set(), ranks: null }));
    }
    const { value } = right;
    if (isThreshold(operator) && typeof value === 'number') compared.thresholds.add(value);
    if (isEquality(operator)) for (const each of listed(value)) compared.values.add(each);
  }

  /** From 0, never, to 1, always. All comparisons are to be noted before. */
  estimate({ operandKey, comparison: { operator, right }, negated }: Literal): number {
    const compared = this.operands.get(operandKey);
    if (right.kind === 'fact' || compared === undefined) return 0.5;
    const likelihood = selectivityOf(operator, right.value, compared);
    return negated ? 1 - likelihood : likelihood;
  }
}

function selectivityOf(operator: string, value: Json, compared: OperandConstants): number {
  if (isThreshold(operator) && typeof value === 'number') {
    compared.ranks ??= new Map([...compared.thresholds].sort((a, b) => a - b).map((each, at) => [each, at]));
    const share = ((compared.ranks.get(value) ?? 0) + 1) / (compared.thresholds.size + 1);
    return operator.startsWith('less') ? 0.25 + share / 2 : (1 - share) / 2;
  }
  if (!isEquality(operator))
    return operator === 'doesNotContain' ? 1 - SUBSTRING_SELECTIVITY : SUBSTRING_SELECTIVITY;
  const same = equalitySelectivity(value, compared.values.size);
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
