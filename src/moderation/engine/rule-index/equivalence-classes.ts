import type { Json } from '../../model/json.js';
import type { Comparison } from '../../conditions/evaluator.js';
import { Unknown } from '../../model/reading.js';
import { substringOperators, Substrings } from './substrings.js';
import { NO, YES, type TruthTrie } from './truth-trie.js';

/** The value has no class: its bitmap is found by evaluating predicates. */
export const UNCLASSIFIED = -1;

// Classes that every operand has.
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

/** The right side of a comparison. */
export interface ComparedConstant {
  readonly operator: Comparison['operator'];
  readonly value: Json;
}

/** Divides values by the constants that they are compared with: by intervals between thresholds, by equality with listed values. */
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
  const thresholds = Float64Array.from(new Set(listed.filter((value) => typeof value === 'number'))).sort();
  // An ordering operator may parse a text as the number that it begins with.
  if (compared.some(({ operator }) => orderingOperators.has(operator)))
    return new EquivalenceClasses({ thresholds });
  const sought = compared.flatMap(({ operator, value }) =>
    substringOperators.has(operator) && typeof value === 'string' ? [{ operator, value }] : [],
  );
  return new EquivalenceClasses({
    thresholds,
    texts: listed.filter((value) => typeof value === 'string'),
    ...(sought.length === 0 ? {} : { substrings: new Substrings(sought) }),
  });
}

/** The constants that divide the values. Values of a type without constants are unclassified. */
interface ClassBoundaries {
  /** Ascending. */
  readonly thresholds?: Float64Array;
  readonly texts?: readonly string[];
  /** With these, texts other than `texts` are unclassified. */
  readonly substrings?: Substrings;
  /** Lists that contain any of these are unclassified. */
  readonly elements?: readonly unknown[];
}

/**
 * Equivalence classes of an operand's values: values of one class have the same result in every comparison of the operand. Classes
 * are numbered from 0; `UNCLASSIFIED` is no class.
 */
export class EquivalenceClasses {
  /** The number of classes. */
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

  /** For an unclassified value: the trie node that all values with the same substrings or elements share; -1 when there is none. */
  trieNodeOf(reading: unknown, trie: TruthTrie): number {
    if (typeof reading === 'string' && this.substrings !== null)
      return this.substrings.trieNodeOf(reading, trie);
    if (!Array.isArray(reading) || this.elements === null) return -1;
    let node = 0;
    for (const element of this.elements) node = trie.next(node, reading.includes(element) ? YES : NO);
    return node;
  }
}

function hasAny(list: readonly unknown[], elements: ReadonlySet<unknown>): boolean {
  for (const element of list) if (elements.has(element)) return true;
  return false;
}

/** Binary search: twice the number of thresholds below the value, plus one when it equals a threshold. */
function intervalOf(thresholds: Float64Array, reading: number): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((thresholds[middle] ?? 0) < reading) low = middle + 1;
    else high = middle;
  }
  return low * 2 + (thresholds[low] === reading ? 1 : 0);
}
