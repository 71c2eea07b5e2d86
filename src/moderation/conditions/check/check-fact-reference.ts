import { z } from 'zod';
import { anyNumber, anyText, wholeNumbers, type FactValues } from '../../model/fact-values.js';
import type { Fact } from '../../model/fact.js';
import { pointer } from '../../model/problem.js';
import { parseBySchema } from '../../model/schema-problems.js';
import { factHint } from './name-hints.js';
import type { ConditionContext } from '../condition-context.js';
import type { ProblemCollector } from '../../model/problem-collector.js';
import { didYouMean } from '../../model/did-you-mean.js';
import { operandInWords, operandOf, type Operand } from '../operand.js';
import { parseJsonPath, type JsonPath } from '../json-path.js';

/** The fields of an object that was read from JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One side of a comparison: the fact, and what its path leads to. */
export interface ComparisonSide {
  readonly fact: Fact;
  /** `null` when the path is wrong. */
  readonly operand: Operand | null;
  /** The fact, or its length, in a sentence. */
  readonly subject: string;
  readonly values: FactValues;
  readonly isNullable: boolean;
  /** For terms of a list: whether it has one of this spelling; `null` where that is not known. */
  readonly terms: ((value: string) => boolean) | null;
}

export function isJsonObject(json: unknown): json is JsonObject {
  return json !== null && typeof json === 'object' && !Array.isArray(json);
}

/** Reports what is wrong with a reference's fact, parameters and path; `null` when there is no such fact. */
export function checkFactReference(
  ref: JsonObject,
  at: string,
  context: ConditionContext,
  found: ProblemCollector,
): ComparisonSide | null {
  const fact = typeof ref['fact'] === 'string' ? context.facts.get(ref['fact']) : undefined;
  if (fact === undefined) {
    const name = ref['fact'];
    const hint = factHint(name, context.facts.keys());
    found.report(at + pointer('fact'), `no fact is called ${JSON.stringify(name)}`, hint);
    return null;
  }
  const params = Object.hasOwn(ref, 'params') ? ref['params'] : {};
  const list = checkParams(fact, params, at + pointer('params'), context, found);
  const path = Object.hasOwn(ref, 'path') ? ref['path'] : '';
  const steps = checkPath(path, at + pointer('path'), found);
  const operand = operandOf(fact.type);
  const reached = steps === null ? null : operandAt(operand, steps);
  if (steps !== null && reached === null) {
    const message = `"${fact.name}" is ${operandInWords(operand)}, and ${String(path)} leads nowhere in it`;
    found.report(at + pointer('path'), message);
  }
  const isOfTerms = fact.type === 'texts' && list !== null && reached?.kind !== 'number';
  const terms = isOfTerms ? (context.termsOf?.(list) ?? null) : null;
  return { fact, operand: reached, terms, ...valuesAt(fact, steps ?? []) };
}

/** The list that sound parameters name; `null` when there is none. */
function checkParams(
  fact: Fact,
  params: unknown,
  at: string,
  context: ConditionContext,
  found: ProblemCollector,
): string | null {
  const parsed = parseBySchema(fact.params, params, { at, keys: keysOf(fact.params) });
  if ('problems' in parsed) {
    found.add(parsed.problems);
    return null;
  }
  const wanted = fact.list?.(parsed.data);
  if (wanted === undefined) return null;
  const kind = context.lists.get(wanted.name);
  if (kind !== undefined && wanted.kinds.includes(kind)) return wanted.name;
  const fit = [...context.lists].filter(([, each]) => wanted.kinds.includes(each)).map(([name]) => name);
  if (kind === undefined) {
    found.report(at, `no list is called "${wanted.name}"`, didYouMean(wanted.name, fit));
  } else {
    const kinds = wanted.kinds.join(' or ');
    found.report(at, `"${wanted.name}" is a list of ${kind}, and "${fact.name}" wants one of ${kinds}`);
  }
  return null;
}

/** The steps of a path, none for an empty one; `null` when it is wrong. */
function checkPath(path: unknown, at: string, found: ProblemCollector): JsonPath | null {
  if (path === '') return [];
  const steps = typeof path === 'string' ? parseJsonPath(path) : null;
  if (steps === null) {
    found.report(
      at,
      `${JSON.stringify(path)} is not a path of properties and indexes`,
      'write something like $.name, $[0] or $[\'a name\']; filters, wildcards, scripts and ".." are not supported',
    );
  }
  return steps;
}

function keysOf(schema: unknown): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** A path does nothing to a value that is not a list, as in the library. */
function operandAt(operand: Operand, path: JsonPath): Operand | null {
  if (operand.kind !== 'list') return operand;
  const [name, ...rest] = path;
  if (name === undefined) return operand;
  if (name === 'length') return rest.length === 0 ? { kind: 'number' } : null;
  if (!/^\d+$/.test(name)) return null;
  if (rest.length === 0) return operand.of;
  return rest.length === 1 && rest[0] === 'length' ? { kind: 'number' } : null;
}

/** The values that a path leads to. A list may lack an element, which then is neither `null` nor any of the values. */
function valuesAt(fact: Fact, path: JsonPath): Pick<ComparisonSide, 'subject' | 'values' | 'isNullable'> {
  const values = fact.values ?? (fact.type === 'number' ? anyNumber : anyText);
  const isNullable = fact.nullWhen !== undefined;
  const subject = `"${fact.name}"`;
  if (fact.type !== 'texts' || path.length === 0) return { subject, values, isNullable };
  if (path[0] !== 'length') {
    const element = `an element of ${subject}`;
    if (path.length === 1) return { subject: element, values, isNullable: true };
    return { subject: `the length of ${element}`, values: wholeNumbers(0), isNullable: true };
  }
  const longest = values.kind === 'one-of' ? values.values.length : undefined;
  return { subject: `the length of ${subject}`, values: wholeNumbers(0, longest), isNullable };
}
