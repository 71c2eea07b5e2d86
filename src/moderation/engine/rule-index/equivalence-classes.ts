import type { Json } from '../../model/json.js';
import type { Comparison } from '../../conditions/evaluator.js';
import { Unknown } from '../../model/reading.js';
import { looking, Pieces } from './substrings.js';
import { NO, YES, type TruthTree } from './truth-trie.js';

/** The kind is not to be seen but by comparing. */
export const ODD = -1;

// What has a kind of its own whatever it is compared with.
const NULL = 0;
const UNDEFINED = 1;
const TRUE = 2;
const FALSE = 3;
const UNKNOWN = 4;
const NOTHING_LISTED = 5;
const PLAIN_KINDS = 6;

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
export function kindsOf(compared: readonly Compared[]): Kinds {
  if (compared.every((each) => isOrdered(each) || isLooking(each))) return orderedKinds(compared);
  if (compared.every(isContainment)) return new Kinds({ elements: compared.map(({ value }) => value) });
  return new Kinds({});
}

function isOrdered({ operator, value }: Compared): boolean {
  if (thresholds.has(operator)) return typeof value === 'number';
  if (sameness.has(operator)) return isScalar(value);
  return membership.has(operator) && Array.isArray(value) && value.every(isScalar);
}

function isLooking({ operator, value }: Compared): boolean {
  return looking.has(operator) && typeof value === 'string';
}

function isContainment({ operator, value }: Compared): boolean {
  return containment.has(operator) && typeof value === 'string';
}

function isScalar(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}

function orderedKinds(compared: readonly Compared[]): Kinds {
  const listed = compared.filter(isOrdered).flatMap(({ value }) => value);
  const borders = Float64Array.from(new Set(listed.filter((value) => typeof value === 'number'))).sort();
  // A threshold may take a text for the number it begins with.
  if (compared.some(({ operator }) => thresholds.has(operator))) return new Kinds({ borders });
  const sought = compared.flatMap(({ operator, value }) =>
    looking.has(operator) && typeof value === 'string' ? [{ operator, value }] : [],
  );
  return new Kinds({
    borders,
    texts: listed.filter((value) => typeof value === 'string'),
    ...(sought.length === 0 ? {} : { pieces: new Pieces(sought) }),
  });
}

/** What readings are compared with. What is missing makes readings of its type odd. */
interface Landmarks {
  /** Numbers, from the least. */
  readonly borders?: Float64Array;
  readonly texts?: readonly string[];
  /** Texts that have any of them, and are none of the above, are odd. */
  readonly pieces?: Pieces;
  /** Lists that have any of them are odd. */
  readonly elements?: readonly unknown[];
}

/**
 * Readings of the same kind compare the same with everything that a column compares with. Kinds are numbered from 0; `ODD` is
 * none.
 */
export class Kinds {
  /** How many there are at most. */
  readonly count: number;
  private readonly borders: Float64Array | null;
  private readonly texts: ReadonlyMap<string, number> | null;
  private readonly otherTexts: number;
  private readonly pieces: Pieces | null;
  private readonly elements: ReadonlySet<unknown> | null;

  constructor({ borders, texts, pieces, elements }: Landmarks) {
    const numbers = borders === undefined ? 0 : borders.length * 2 + 1;
    const first = PLAIN_KINDS + numbers;
    this.borders = borders ?? null;
    this.texts =
      texts === undefined ? null : new Map([...new Set(texts)].map((text, at) => [text, first + at]));
    this.count = first + (this.texts?.size ?? 0) + 1;
    this.otherTexts = pieces === undefined && texts !== undefined ? this.count - 1 : ODD;
    this.pieces = pieces ?? null;
    this.elements = elements === undefined ? null : new Set(elements);
  }

  /** The greatest number that is compared with. */
  get greatest(): number {
    return this.borders?.at(-1) ?? 0;
  }

  of(reading: unknown): number {
    if (typeof reading === 'string') return this.texts?.get(reading) ?? this.otherTexts;
    if (typeof reading === 'number') {
      return this.borders === null ? ODD : PLAIN_KINDS + placeAmong(this.borders, reading);
    }
    if (reading === null) return NULL;
    if (reading === undefined) return UNDEFINED;
    if (typeof reading === 'boolean') return reading ? TRUE : FALSE;
    if (reading instanceof Unknown) return UNKNOWN;
    if (this.elements === null || !Array.isArray(reading)) return ODD;
    return hasAny(reading, this.elements) ? ODD : NOTHING_LISTED;
  }

  /** Of an odd reading: the node of a tree for readings that compare the same; -1 when only comparing can tell. */
  nodeOf(reading: unknown, tree: TruthTree): number {
    if (typeof reading === 'string' && this.pieces !== null) return this.pieces.nodeOf(reading, tree);
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
