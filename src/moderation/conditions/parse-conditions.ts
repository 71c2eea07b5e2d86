import type { Problem } from '../model/problem.js';
import { buildCondition } from './build-condition.js';
import { checkConditions } from './check/check-conditions.js';
import type { Condition } from './condition.js';
import type { ConditionContext } from './condition-context.js';
import { parseWithLibrary } from './json-rules-engine.js';

/**
 * Parses a rule's conditions (or a shared condition's), or says everything that is wrong with them. `at` is where they stand in
 * their file.
 */
export function parseConditions(
  json: unknown,
  context: ConditionContext,
  at = '/conditions',
): { readonly conditions: Condition } | { readonly problems: readonly Problem[] } {
  const problems = checkConditions(json, context, at);
  if (problems.length > 0) return { problems };
  return { conditions: buildCondition(parseWithLibrary(json), { at, shared: context.shared }) };
}
