import type { Json } from '../json.js';
import type { Comparison } from '../conditions/evaluate.js';

/** Readings of the same kind compare the same with everything that a column compares with. `ODD` has no kind. */
export type KindOf = (reading: unknown) => unknown;

/** A reading that no two comparisons need see alike. */
export const ODD = Symbol('odd');

/** A text that nothing is compared with. */
const OTHER = Symbol('other');

const thresholds: ReadonlySet<string> = new Set([
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
]);
const sameness: ReadonlySet<string> = new Set(['equal', 'notEqual']);
const membership: ReadonlySet<string> = new Set(['in', 'notIn']);
const containment: ReadonlySet<string> = new Set(['contains', 'doesNotContain']);

/** What a comparison compares with, and how. */
export interface Compared {
  readonly operator: Comparison['operator'];
  readonly value: Json;
}

/** Sorts readings by what they are compared with: between which thresholds they lie, which of the listed values they are. */
export function kindsOf(compared: readonly Compared[]): KindOf {
  if (compared.every(isOrdered)) return orderedKinds(compared);
  if (compared.every(isContainment)) return elementKinds(compared);
  return scalarKind;
}

function scalarKind(reading: unknown): unknown {
  return typeof reading === 'object' && reading !== null ? ODD : reading;
}

function isOrdered({ operator, value }: Compared): boolean {
  if (thresholds.has(operator)) return typeof value === 'number';
  if (sameness.has(operator)) return isScalar(value);
  return membership.has(operator) && Array.isArray(value) && value.every(isScalar);
}

function isContainment({ operator, value }: Compared): boolean {
  return containment.has(operator) && typeof value === 'string';
}

function isScalar(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}

function orderedKinds(compared: readonly Compared[]): KindOf {
  const values = compared.flatMap(({ value }) => value);
  const texts = new Set(values.filter((value) => typeof value === 'string'));
  const borders = Float64Array.from(new Set(values.filter((value) => typeof value === 'number'))).sort();
  const ordersTexts = compared.some(({ operator }) => thresholds.has(operator));
  return (reading) => {
    if (typeof reading === 'number') return placeAmong(borders, reading);
    if (typeof reading !== 'string') return scalarKind(reading);
    // A threshold may take a text for the number it begins with.
    if (ordersTexts) return ODD;
    return texts.has(reading) ? reading : OTHER;
  };
}

/** Twice the number of borders below, and one more on a border. */
function placeAmong(borders: Float64Array, reading: number): number {
  let low = 0;
  let high = borders.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((borders[middle] ?? 0) < reading) low = middle + 1;
    else high = middle;
  }
  return low * 2 + (borders[low] === reading ? 1 : 0);
}

function elementKinds(compared: readonly Compared[]): KindOf {
  const listed: ReadonlySet<unknown> = new Set(compared.map(({ value }) => value));
  return (reading) => {
    // A text could be the same as what stands for elements.
    if (!Array.isArray(reading)) return typeof reading === 'string' ? ODD : scalarKind(reading);
    const found = new Set(reading.filter((element) => listed.has(element)));
    return found.size === 0 ? OTHER : JSON.stringify([...found]);
  };
}
