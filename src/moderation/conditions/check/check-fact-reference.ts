import { z } from 'zod';
import type { Fact } from '../../model/fact.js';
import { pointer } from '../../model/problem.js';
import { problemsOfIssues } from '../../model/schema-problems.js';
import type { ConditionContext } from '../condition-context.js';
import type { ProblemCollector } from '../../model/problem-collector.js';
import { didYouMean } from '../../model/did-you-mean.js';
import { operandInWords, operandOf, type Operand } from '../operand.js';
import { parseJsonPath, type JsonPath } from '../json-path.js';

/** The fields of an object that was read from JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What a reference turned out to be: the fact, and what it puts on its side once the path is followed; `null`: nobody knows. */
export interface ComparisonSide {
  readonly fact: Fact;
  readonly operand: Operand | null;
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
    const hint = didYouMean(ref['fact'], context.facts.keys());
    found.report(at + pointer('fact'), `no fact is called ${JSON.stringify(ref['fact'])}`, hint);
    return null;
  }
  checkParams(
    fact,
    Object.hasOwn(ref, 'params') ? ref['params'] : {},
    at + pointer('params'),
    context,
    found,
  );
  const path = Object.hasOwn(ref, 'path') ? ref['path'] : '';
  return { fact, operand: checkPath(fact, path, at + pointer('path'), found) };
}

function checkParams(
  fact: Fact,
  params: unknown,
  at: string,
  context: ConditionContext,
  found: ProblemCollector,
): void {
  const parsed = fact.params.safeParse(params);
  if (!parsed.success) {
    found.add(problemsOfIssues(parsed.error, params, { at, keys: keysOf(fact.params) }));
    return;
  }
  const wanted = fact.list?.(parsed.data);
  if (wanted === undefined) return;
  const kind = context.lists.get(wanted.name);
  const fit = [...context.lists].filter(([, each]) => wanted.kinds.includes(each)).map(([name]) => name);
  if (kind === undefined) {
    found.report(at, `no list is called "${wanted.name}"`, didYouMean(wanted.name, fit));
  } else if (!wanted.kinds.includes(kind)) {
    const kinds = wanted.kinds.join(' or ');
    found.report(at, `"${wanted.name}" is a list of ${kind}, and "${fact.name}" wants one of ${kinds}`);
  }
}

function checkPath(fact: Fact, path: unknown, at: string, found: ProblemCollector): Operand | null {
  const operand = operandOf(fact.type);
  if (path === '') return operand;
  const steps = typeof path === 'string' ? parseJsonPath(path) : null;
  if (steps === null) {
    found.report(
      at,
      `${JSON.stringify(path)} is not a path of properties and indexes`,
      'write something like $.name, $[0] or $[\'a name\']; filters, wildcards, scripts and ".." are not supported',
    );
    return null;
  }
  const reached = operandAt(operand, steps);
  if (reached === null) {
    found.report(at, `"${fact.name}" is ${operandInWords(operand)}, and ${String(path)} leads nowhere in it`);
  }
  return reached;
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
