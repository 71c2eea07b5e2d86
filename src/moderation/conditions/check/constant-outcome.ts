import type { FactValues } from '../../model/fact-values.js';
import type { Truth } from '../../model/reading.js';
import { combineTruths, negateTruth } from '../kleene.js';
import { Pattern } from '../pattern.js';

/**
 * How a comparison with a literal comes out for every value that a fact can have: always (`yes`), never (`no`), or it depends
 * (`unknown`). `null` is left aside.
 */
export function constantOutcome(operator: string, literal: unknown, values: FactValues): Truth {
  const colon = operator.indexOf(':');
  if (colon < 0) return plainOutcome(operator, literal, values);
  const inner = (each: unknown) => constantOutcome(operator.slice(colon + 1), each, values);
  switch (operator.slice(0, colon)) {
    case 'not':
      return negateTruth(inner(literal));
    // A list may be empty: then no element matches, and every element does.
    case 'someFact':
      return inner(literal) === 'no' ? 'no' : 'unknown';
    case 'everyFact':
      return inner(literal) === 'yes' ? 'yes' : 'unknown';
    case 'someValue':
      return Array.isArray(literal) ? combineTruths('yes', literal, inner) : 'unknown';
    case 'everyValue':
      return Array.isArray(literal) ? combineTruths('no', literal, inner) : 'unknown';
    case 'swap':
      return swappedOutcome(operator.slice(colon + 1), literal, values);
    default:
      return 'unknown';
  }
}

/** Operators that say the same with both sides exchanged. */
const mirrored: ReadonlyMap<string, string> = new Map([
  ['equal', 'equal'],
  ['notEqual', 'notEqual'],
  ['contains', 'in'],
  ['doesNotContain', 'notIn'],
  ['in', 'contains'],
  ['notIn', 'doesNotContain'],
  ['lessThan', 'greaterThan'],
  ['lessThanInclusive', 'greaterThanInclusive'],
  ['greaterThan', 'lessThan'],
  ['greaterThanInclusive', 'lessThanInclusive'],
]);

function swappedOutcome(operator: string, literal: unknown, values: FactValues): Truth {
  const other = mirrored.get(operator);
  return other === undefined ? 'unknown' : plainOutcome(other, literal, values);
}

/** Whether a fact can have a value that is written in a rule. */
export function isPossible(literal: unknown, values: FactValues): boolean {
  switch (values.kind) {
    case 'number':
      return typeof literal !== 'number' || isPossibleNumber(literal, values);
    case 'one-of':
      return typeof literal !== 'string' || values.values.includes(literal);
    case 'text':
      return typeof literal !== 'string' || isPossibleWhole(literal, values);
  }
}

function isPossibleNumber(literal: number, { min, max, isWhole }: NumberValues): boolean {
  return literal >= min && literal <= max && (!isWhole || Number.isInteger(literal));
}

function isPossibleWhole(literal: string, values: TextValues): boolean {
  return isPossiblePart(literal, values) && (values.shape?.pattern.test(literal) ?? true);
}

/** Whether a text, or a part of one, can have these characters. */
function isPossiblePart(literal: string, { maxUnits, isLowerCase }: TextValues): boolean {
  return literal.length <= maxUnits && (!isLowerCase || literal === literal.toLowerCase());
}

type NumberValues = Extract<FactValues, { kind: 'number' }>;
type TextValues = Extract<FactValues, { kind: 'text' }>;

function plainOutcome(operator: string, literal: unknown, values: FactValues): Truth {
  switch (operator) {
    case 'equal':
      return isPossible(literal, values) ? 'unknown' : 'no';
    case 'notEqual':
      return isPossible(literal, values) ? 'unknown' : 'yes';
    case 'in':
      return membership(literal, values);
    case 'notIn':
      return negateTruth(membership(literal, values));
    case 'contains':
      return isPossible(literal, values) ? 'unknown' : 'no';
    case 'doesNotContain':
      return isPossible(literal, values) ? 'unknown' : 'yes';
    case 'lessThan':
    case 'lessThanInclusive':
    case 'greaterThan':
    case 'greaterThanInclusive':
      return typeof literal === 'number' && values.kind === 'number'
        ? thresholdOutcome(operator, literal, values)
        : 'unknown';
    default:
      return typeof literal === 'string' ? textOutcome(operator, literal, values) : 'unknown';
  }
}

function membership(literal: unknown, values: FactValues): Truth {
  if (!Array.isArray(literal)) return 'unknown';
  return literal.some((each: unknown) => isPossible(each, values)) ? 'unknown' : 'no';
}

function thresholdOutcome(operator: string, threshold: number, { min, max }: NumberValues): Truth {
  switch (operator) {
    case 'lessThan':
      return max < threshold ? 'yes' : min >= threshold ? 'no' : 'unknown';
    case 'lessThanInclusive':
      return max <= threshold ? 'yes' : min > threshold ? 'no' : 'unknown';
    case 'greaterThan':
      return min > threshold ? 'yes' : max <= threshold ? 'no' : 'unknown';
    default:
      return min >= threshold ? 'yes' : max < threshold ? 'no' : 'unknown';
  }
}

const textTests: Readonly<Record<string, (text: string, literal: string) => boolean>> = {
  startsWith: (text, literal) => text.startsWith(literal),
  endsWith: (text, literal) => text.endsWith(literal),
  containsText: (text, literal) => text.includes(literal),
  matches: (text, literal) => {
    const pattern = Pattern.of(literal);
    return typeof pattern !== 'string' && pattern.isFoundIn(text);
  },
};

function textOutcome(operator: string, literal: string, values: FactValues): Truth {
  const test = Object.hasOwn(textTests, operator) ? textTests[operator] : undefined;
  if (test === undefined) return 'unknown';
  if (values.kind === 'one-of') {
    const found = values.values.filter((text) => test(text, literal)).length;
    return found === 0 ? 'no' : found === values.values.length ? 'yes' : 'unknown';
  }
  if (operator === 'matches' || values.kind !== 'text') return 'unknown';
  if (literal === '') return 'yes';
  return isPossiblePart(literal, values) ? 'unknown' : 'no';
}
