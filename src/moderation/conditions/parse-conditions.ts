import { refusesAlways, type Problem } from '../model/problem.js';
import { buildCondition } from './build-condition.js';
import { checkConditions } from './check/check-conditions.js';
import type { Condition } from './condition.js';
import type { ConditionContext } from './condition-context.js';
import { parseWithLibrary } from './json-rules-engine.js';

/** Conditions that may be used, or everything that is wrong with them. */
export type ParsedConditions =
  | {
      readonly conditions: Condition;
      /** Problems of weight `warning` and `tightened`. */
      readonly findings: readonly Problem[];
    }
  | { readonly problems: readonly Problem[] };

/** Parses the conditions of a rule or a shared condition. `at` is where they stand in their file. */
export function parseConditions(
  json: unknown,
  context: ConditionContext,
  at = '/conditions',
): ParsedConditions {
  const problems = checkConditions(json, context, at);
  if (problems.some(refusesAlways)) return { problems };
  const conditions = buildCondition(parseWithLibrary(json), { at, shared: context.shared });
  return { conditions, findings: problems };
}
