import { factValuesInWords, type FactValues } from '../../model/fact-values.js';
import type { Fact } from '../../model/fact.js';
import { didYouMean } from '../../model/did-you-mean.js';
import { pointer } from '../../model/problem.js';
import type { ProblemCollector } from '../../model/problem-collector.js';
import { wantsPattern, type Operand } from '../operand.js';
import { Pattern } from '../pattern.js';
import { checkPattern } from './check-pattern.js';
import { constantOutcome, isPossible } from './constant-outcome.js';

/** A counter's reading stops here at the latest. */
const MAX_RATE_READING = 10_000;

/** The side that a literal is compared with. */
export interface LiteralContext {
  readonly fact: Fact;
  /** The fact, or its length, in a sentence. */
  readonly subject: string;
  /** The values of the fact, or of the part that its path leads to. */
  readonly values: FactValues;
  readonly isNullable: boolean;
  /** For terms of a list: whether it has one of this spelling. */
  readonly terms: ((value: string) => boolean) | null;
  readonly operator: string;
  readonly wanted: Operand;
}

/**
 * Reports literals of the right kind that make no sense all the same: patterns that cost too much, values that the fact never
 * has, thresholds that always or never hold.
 */
export function checkLiterals(
  literal: unknown,
  context: LiteralContext,
  at: string,
  found: ProblemCollector,
): void {
  const before = found.problems.length;
  checkEach(literal, context, at, found);
  if (found.problems.length > before) return;
  const outcome = constantOutcome(context.operator, literal, context.values);
  if (outcome !== 'unknown') reportConstant(outcome === 'yes' ? 'always' : 'never', context, at, found);
}

function checkEach(literal: unknown, context: LiteralContext, at: string, found: ProblemCollector): void {
  if (Array.isArray(literal)) {
    literal.forEach((each: unknown, index) => checkEach(each, context, at + pointer(index), found));
  } else if (typeof literal === 'string' && wantsPattern(context.wanted)) {
    checkPattern(literal, at, found);
    checkPatternCase(literal, context, at, found);
  } else if (isRate(context) && typeof literal === 'number' && literal > MAX_RATE_READING) {
    const limit = MAX_RATE_READING.toLocaleString('en');
    const message = `"${context.fact.name}" counts to ${limit}, and this is ${literal}`;
    found.report(at, message, 'choose a shorter window');
  } else {
    checkValue(literal, context, at, found);
  }
}

/** Warns of a pattern that finds none of the known values, and would if case did not matter. */
function checkPatternCase(
  source: string,
  { fact: { name, suggestions = [] }, values }: LiteralContext,
  at: string,
  found: ProblemCollector,
): void {
  if (values.kind !== 'text' || !values.isLowerCase) return;
  const [pattern, caseless] = [Pattern.of(source), Pattern.of(`(?i)${source}`)];
  if (typeof pattern === 'string' || typeof caseless === 'string') return;
  if (suggestions.some((each) => pattern.isFoundIn(each))) return;
  const missed = suggestions.find((each) => caseless.isFoundIn(each));
  if (missed === undefined) return;
  const message = `the pattern finds none of the known values of "${name}", which are in lower case`;
  found.warn(at, message, `write it in lower case: "${missed}"`);
}

function isRate({ fact }: LiteralContext): boolean {
  return fact.source.kind === 'rate';
}

const comparesWhole: ReadonlySet<string | undefined> = new Set([
  'equal',
  'notEqual',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
]);
const looksForParts: ReadonlySet<string | undefined> = new Set(['startsWith', 'endsWith', 'containsText']);

function checkValue(
  literal: unknown,
  { fact, subject, values, terms, isNullable, operator }: LiteralContext,
  at: string,
  found: ProblemCollector,
): void {
  const names = operator.split(':');
  if (looksForParts.has(names.at(-1)) && literal === '') {
    if (names.includes('swap')) return;
    found.reportTightened(
      at,
      `every text has the empty text in it`,
      'write the characters that are looked for',
    );
  } else if (comparesWhole.has(names.at(-1))) {
    if (literal === null) {
      if (!isNullable) found.reportTightened(at, `${subject} is never null`, 'leave the condition out');
    } else if (typeof literal === 'string' && terms?.(literal) === false) {
      found.warn(at, `${JSON.stringify(literal)} is no term of the list`, 'write it as the list spells it');
    } else if (literal === '' && fact.type === 'texts') {
      found.reportTightened(at, `"${fact.name}" never has an empty text`, 'leave it out');
    } else if (!isPossible(literal, values)) {
      const hint = nearestValue(literal, fact, values);
      found.reportTightened(
        at,
        `${subject} is never ${JSON.stringify(literal)}${because(fact, values)}`,
        hint,
      );
    } else if (typeof literal === 'string' && fact.suggestions?.includes(literal) === false) {
      const hint = didYouMean(literal, fact.suggestions) ?? `known are ${fact.suggestions.join(', ')}`;
      found.warn(at, `${JSON.stringify(literal)} is not among the known values of "${fact.name}"`, hint);
    }
  }
}

function because(fact: Fact, values: FactValues): string {
  const inWords = values.kind === 'one-of' ? null : factValuesInWords(values);
  if (inWords === null) return '';
  return `: ${fact.type === 'texts' && values.kind === 'text' ? 'each is' : 'it is'} ${inWords}`;
}

function nearestValue(literal: unknown, fact: Fact, values: FactValues): string | undefined {
  if (typeof literal !== 'string') return undefined;
  if (values.kind === 'one-of') {
    const meant = values.aliases?.get(literal.toLowerCase());
    return meant === undefined
      ? (didYouMean(literal, values.values) ?? factValuesInWords(values) ?? undefined)
      : `write ${meant}`;
  }
  if (values.kind === 'text' && values.shape?.hint !== undefined) return values.shape.hint;
  const lower = literal.toLowerCase();
  if (values.kind === 'text' && values.isLowerCase && lower !== literal) {
    return didYouMean(lower, fact.suggestions ?? []) ?? `write "${lower}"`;
  }
  return undefined;
}

function reportConstant(
  outcome: 'always' | 'never',
  { subject, values, isNullable }: LiteralContext,
  at: string,
  found: ProblemCollector,
): void {
  const inWords = factValuesInWords(values);
  const range = inWords === null ? '' : `: ${subject} is ${inWords}`;
  const unlessNull = outcome === 'always' && isNullable;
  const hint = unlessNull
    ? 'to ask whether there is one, compare with null: "operator": "notEqual", "value": null'
    : 'mend the value, or leave the condition out';
  const when = unlessNull ? ' unless it is null' : '';
  found.reportTightened(at, `this ${outcome} holds${when}${range}`, hint);
}
