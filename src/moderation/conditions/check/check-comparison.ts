import { pointer } from '../../model/problem.js';
import {
  isJsonObject,
  checkFactReference,
  type JsonObject,
  type ComparisonSide,
} from './check-fact-reference.js';
import { checkLiterals } from './check-literals.js';
import { operatorHint } from './name-hints.js';
import type { ConditionContext } from '../condition-context.js';
import type { ProblemCollector } from '../../model/problem-collector.js';
import { didYouMean } from '../../model/did-you-mean.js';
import { operandInWords, operandSchema, sameOperand, type Operand } from '../operand.js';
import { operatorCatalogue, signaturesOf, type OperatorSignature } from '../operators.js';
import { valueInWords } from '../../model/value-in-words.js';

/** Reports everything that is wrong with `{ fact, operator, value, … }`. */
export function checkComparison(
  json: JsonObject,
  at: string,
  context: ConditionContext,
  found: ProblemCollector,
): void {
  const missing = ['fact', 'operator', 'value'].filter((key) => !Object.hasOwn(json, key));
  for (const key of missing) found.report(at, `the condition has no "${key}"`);
  const left = missing.includes('fact') ? null : checkFactReference(json, at, context, found);
  const signatures = missing.includes('operator') ? null : checkOperator(json['operator'], at, found);
  const fitting =
    left === null || signatures === null ? null : checkOperatorFits(json, left, signatures, at, found);
  if (missing.includes('value')) return;
  const { value } = json;
  const valueAt = at + pointer('value');
  if (isJsonObject(value) && Object.hasOwn(value, 'fact')) {
    const right = checkFactReference(value, valueAt, context, found);
    checkKeysOfRef(value, valueAt, found);
    if (left !== null && right !== null) checkSides(left, right, fitting, valueAt, found);
  } else if (left !== null && fitting !== null) {
    checkLiteral(value, { left, fitting, operator: String(json['operator']) }, valueAt, found);
  }
}

function checkOperator(
  name: unknown,
  at: string,
  found: ProblemCollector,
): readonly OperatorSignature[] | null {
  if (typeof name !== 'string') {
    found.report(at + pointer('operator'), `an operator is a text, and this is ${valueInWords(name)}`);
    return null;
  }
  const known = signaturesOf(name);
  if ('signatures' in known) return known.signatures;
  const message = `no ${known.part} is called "${known.unknown}"`;
  found.report(at + pointer('operator'), message, operatorHint(known.unknown, known.part));
  return null;
}

function checkOperatorFits(
  json: JsonObject,
  left: ComparisonSide,
  signatures: readonly OperatorSignature[],
  at: string,
  found: ProblemCollector,
): readonly OperatorSignature[] | null {
  const { operand } = left;
  if (operand === null) return null;
  const fitting = signatures.filter((each) => sameOperand(each.left, operand));
  if (fitting.length > 0) return fitting;
  const names = [...operatorCatalogue.values()]
    .filter((each) => each.signatures.some((one) => sameOperand(one.left, operand)))
    .map((each) => each.name);
  found.report(
    at + pointer('operator'),
    `"${String(json['operator'])}" does not go with "${left.fact.name}", which is ${operandInWords(operand)}`,
    `${instead(json['operator'], operand)}these do: ${names.join(', ')}`,
  );
  return null;
}

/** `contains` looks in lists; people write it for texts. */
function instead(operator: unknown, operand: Operand): string {
  if (operand.kind !== 'text') return '';
  if (operator === 'contains') return 'write "containsText"; ';
  return operator === 'doesNotContain' ? 'write "not:containsText"; ' : '';
}

function checkKeysOfRef(ref: JsonObject, at: string, found: ProblemCollector): void {
  const known = ['fact', 'params', 'path'];
  for (const key of Object.keys(ref).filter((each) => !known.includes(each))) {
    const message = `a fact to compare with has nothing that is called "${key}"`;
    found.report(at + pointer(key), message, didYouMean(key, known) ?? `here may stand ${known.join(', ')}`);
  }
}

function checkSides(
  left: ComparisonSide,
  right: ComparisonSide,
  fitting: readonly OperatorSignature[] | null,
  at: string,
  found: ProblemCollector,
): void {
  if (left.fact.source.kind === 'rate' || right.fact.source.kind === 'rate') {
    found.report(
      at,
      '"rate" cannot be compared with another fact',
      'compare it with a number: its reading stops at the largest one',
    );
  }
  const wanted = fitting?.[0];
  const { operand } = right;
  if (fitting === null || wanted === undefined || operand === null) return;
  if (fitting.some((each) => sameOperand(each.right, operand))) return;
  found.report(
    at,
    `${operandInWords(wanted.right)} is wanted here, and "${right.fact.name}" is ${operandInWords(operand)}`,
  );
}

interface Wanted {
  readonly left: ComparisonSide;
  readonly fitting: readonly OperatorSignature[];
  readonly operator: string;
}

function checkLiteral(
  value: unknown,
  { left, fitting, operator }: Wanted,
  at: string,
  found: ProblemCollector,
): void {
  const [wanted] = fitting;
  const fits = fitting.find((each) => operandSchema(each.right).safeParse(value).success);
  if (fits !== undefined) {
    checkLiterals(value, { ...left, operator, wanted: fits.right }, at, found);
  } else if (wanted !== undefined) {
    const compares = `"${operator}" on "${left.fact.name}" compares with ${operandInWords(wanted.right)}`;
    const written =
      Array.isArray(value) && wanted.right.kind === 'list'
        ? 'its elements are of another kind'
        : `this is ${valueInWords(value)}`;
    found.report(at, `${compares}, and ${written}`, hintFor(value, wanted.right));
  }
}

function hintFor(value: unknown, wanted: Operand): string | undefined {
  if (wanted.kind === 'list' && !Array.isArray(value)) return 'put it into [ … ]';
  if (wanted.kind === 'number' && typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value)) {
    return `write ${value}, without quotes`;
  }
  if (wanted.kind === 'text' && typeof value === 'number') return `write "${value}", in quotes`;
  return undefined;
}
