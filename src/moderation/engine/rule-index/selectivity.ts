import type { Json } from '../../model/json.js';
import type { Literal } from './clauses.js';

/** What a reading is compared with. */
interface Compared {
  readonly thresholds: Set<number>;
  /** What it may equal. */
  readonly values: Set<Json>;
  /** Thresholds by size, once all are there. */
  ranks: ReadonlyMap<number, number> | null;
}

// A flag is seldom up, and a piece of text seldom there.
const FLAG = 0.1;
const PIECE = 0.05;

/**
 * How likely comparisons are to hold, as far as can be told from what else their reading is compared with: one of many values is
 * rare, and so is what is above the highest threshold.
 */
export class Likelihoods {
  private readonly columns = new Map<string, Compared>();

  /** Notes what a reading is compared with. */
  add({ column, comparison: { operator, right } }: Literal): void {
    if (right.kind === 'fact') return;
    let compared = this.columns.get(column);
    if (compared === undefined) {
      this.columns.set(column, (compared = { thresholds: new Set(), values: new Set(), ranks: null }));
    }
    const { value } = right;
    if (isThreshold(operator) && typeof value === 'number') compared.thresholds.add(value);
    if (isSameness(operator)) for (const each of listed(value)) compared.values.add(each);
  }

  /** From 0, never, to 1, always. All comparisons are to be noted before. */
  of({ column, comparison: { operator, right }, negated }: Literal): number {
    const compared = this.columns.get(column);
    if (right.kind === 'fact' || compared === undefined) return 0.5;
    const likelihood = likelihoodOf(operator, right.value, compared);
    return negated ? 1 - likelihood : likelihood;
  }
}

function likelihoodOf(operator: string, value: Json, compared: Compared): number {
  if (isThreshold(operator) && typeof value === 'number') {
    compared.ranks ??= new Map([...compared.thresholds].sort((a, b) => a - b).map((each, at) => [each, at]));
    const share = ((compared.ranks.get(value) ?? 0) + 1) / (compared.thresholds.size + 1);
    return operator.startsWith('less') ? 0.25 + share / 2 : (1 - share) / 2;
  }
  if (!isSameness(operator)) return operator === 'doesNotContain' ? 1 - PIECE : PIECE;
  const same = likelihoodOfSame(value, compared.values.size);
  return operator === 'equal' || operator === 'in' ? same : 1 - same;
}

function likelihoodOfSame(value: Json, values: number): number {
  if (typeof value === 'boolean') return value ? FLAG : 1 - FLAG;
  return value === null ? FLAG : listed(value).length / (values + 1);
}

function listed(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [value];
}

function isThreshold(operator: string): boolean {
  return operator.startsWith('less') || operator.startsWith('greater');
}

function isSameness(operator: string): boolean {
  return operator === 'equal' || operator === 'notEqual' || operator === 'in' || operator === 'notIn';
}
