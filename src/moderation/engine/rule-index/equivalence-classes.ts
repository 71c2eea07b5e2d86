import type { Json } from '../../model/json.js';
import type { Comparison } from '../../conditions/evaluator.js';
import { Unknown } from '../../model/reading.js';
import { substringOperators, Substrings } from './substrings.js';
import { NO, YES, type TruthTrie } from './truth-trie.js';

/** The kind is not to be seen but by comparing. */
export const UNCLASSIFIED = -1;

// What has a kind of its own whatever it is compared with.
const NULL = 0;
const UNDEFINED = 1;
const TRUE = 2;
const FALSE = 3;
const UNKNOWN = 4;
const LIST_WITHOUT_ELEMENTS = 5;
const FIXED_CLASSES = 6;

const orderingOperators: ReadonlySet<string> = new Set([
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
]);
const equalityOperators: ReadonlySet<string> = new Set(['equal', 'notEqual']);
const membershipOperators: ReadonlySet<string> = new Set(['in', 'notIn']);
const containmentOperators: ReadonlySet<string> = new Set(['contains', 'doesNotContain']);

/** What a comparison compares with, and how. */
export interface ComparedConstant {
  readonly operator: Comparison['operator'];
  readonly value: Json;
}

/** Sorts readings by what they are compared with: between which thresholds they lie, which of the listed values they are. */
export function equivalenceClassesOf(compared: readonly ComparedConstant[]): EquivalenceClasses {
  if (compared.every((each) => isOrdered(each) || isSubstringTest(each))) return orderedClasses(compared);
  if (compared.every(isContainment))
    return new EquivalenceClasses({ elements: compared.map(({ value }) => value) });
  return new EquivalenceClasses({});
}

function isOrdered({ operator, value }: ComparedConstant): boolean {
  if (orderingOperators.has(operator)) return typeof value === 'number';
  if (equalityOperators.has(operator)) return isScalar(value);
  return membershipOperators.has(operator) && Array.isArray(value) && value.every(isScalar);
}

function isSubstringTest({ operator, value }: ComparedConstant): boolean {
  return substringOperators.has(operator) && typeof value === 'string';
}

function isContainment({ operator, value }: ComparedConstant): boolean {
  return containmentOperators.has(operator) && typeof value === 'string';
}

function isScalar(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}

function orderedClasses(compared: readonly ComparedConstant[]): EquivalenceClasses {
  const listed = compared.filter(isOrdered).flatMap(({ value }) => value);
  const borders = Float64Array.from(new Set(listed.filter((value) => typeof value === 'number'))).sort();
  // A threshold may take a text for the number it begins with.
  if (compared.some(({ operator }) => orderingOperators.has(operator)))
    return new EquivalenceClasses({ thresholds: borders });
  const sought = compared.flatMap(({ operator, value }) =>
    substringOperators.has(operator) && typeof value === 'string' ? [{ operator, value }] : [],
  );
  return new EquivalenceClasses({
    thresholds: borders,
    texts: listed.filter((value) => typeof value === 'string'),
    ...(sought.length === 0 ? {} : { substrings: new Substrings(sought) }),
  });
}

/** What readings are compared with. What is missing makes readings of its type odd. */
interface ClassBoundaries {
  /** Numbers, from the least. */
  readonly thresholds?: Float64Array;
  readonly texts?: readonly string[];
  /** Texts that have any of them, and are none of the above, are odd. */
  readonly substrings?: Substrings;
  /** Lists that have any of them are odd. */
  readonly elements?: readonly unknown[];
}

/**
 * Readings of the same kind compare the same with everything that a column compares with. Kinds are numbered from 0; `ODD` is
 * none.
 */
export class EquivalenceClasses {
  /** How many there are at most. */
  readonly count: number;
  private readonly thresholds: Float64Array | null;
  private readonly textClasses: ReadonlyMap<string, number> | null;
  private readonly otherTextsClass: number;
  private readonly substrings: Substrings | null;
  private readonly elements: ReadonlySet<unknown> | null;

  constructor({ thresholds, texts, substrings, elements }: ClassBoundaries) {
    const numbers = thresholds === undefined ? 0 : thresholds.length * 2 + 1;
    const first = FIXED_CLASSES + numbers;
    this.thresholds = thresholds ?? null;
    this.textClasses =
      texts === undefined ? null : new Map([...new Set(texts)].map((text, at) => [text, first + at]));
    this.count = first + (this.textClasses?.size ?? 0) + 1;
    this.otherTextsClass = substrings === undefined && texts !== undefined ? this.count - 1 : UNCLASSIFIED;
    this.substrings = substrings ?? null;
    this.elements = elements === undefined ? null : new Set(elements);
  }

  /** The greatest number that is compared with. */
  get greatestThreshold(): number {
    return this.thresholds?.at(-1) ?? 0;
  }

  classOf(reading: unknown): number {
    if (typeof reading === 'string') return this.textClasses?.get(reading) ?? this.otherTextsClass;
    if (typeof reading === 'number') {
      return this.thresholds === null ? UNCLASSIFIED : FIXED_CLASSES + intervalOf(this.thresholds, reading);
    }
    if (reading === null) return NULL;
    if (reading === undefined) return UNDEFINED;
    if (typeof reading === 'boolean') return reading ? TRUE : FALSE;
    if (reading instanceof Unknown) return UNKNOWN;
    if (this.elements === null || !Array.isArray(reading)) return UNCLASSIFIED;
    return hasAny(reading, this.elements) ? UNCLASSIFIED : LIST_WITHOUT_ELEMENTS;
  }

  /** Of an odd reading: the node of a tree for readings that compare the same; -1 when only comparing can tell. */
  trieNodeOf(reading: unknown, tree: TruthTrie): number {
    if (typeof reading === 'string' && this.substrings !== null)
      return this.substrings.trieNodeOf(reading, tree);
    if (!Array.isArray(reading) || this.elements === null) return -1;
    let node = 0;
    for (const element of this.elements) node = tree.next(node, reading.includes(element) ? YES : NO);
    return node;
  }
}

function hasAny(list: readonly unknown[], elements: ReadonlySet<unknown>): boolean {
  for (const element of list) if (elements.has(element)) return true;
  return false;
}

/** Twice the number of borders below, and one more on a border. */
function intervalOf(borders: Float64Array, reading: number): number {
  let low = 0;
  let high = borders.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((borders[middle] ?? 0) < reading) low = middle + 1;
    else high = middle;
  }
  return low * 2 + (borders[low] === reading ? 1 : 0);
}
