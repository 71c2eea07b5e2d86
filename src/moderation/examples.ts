import type { Condition } from './conditions/condition.js';
import type { Fact } from './fact.js';
import type { Lists } from './lists.js';
import type { Problem } from './problem.js';
import type { Example, Rule } from './rule.js';

/** How an example came out. `got` is what the rule alone does; `unknown` when a comparison failed. */
export interface ExampleResult {
  readonly it: string;
  readonly expected: Example['expect'];
  readonly got: Example['expect'] | 'unknown';
  /** As expected, and without problems. */
  readonly passed: boolean;
  /** What is wrong with what is given, with pointers into the rule file. */
  readonly problems: readonly Problem[];
}

/** Runs a rule's examples: each judges its rule alone. */
export declare function runExamples(
  rule: Rule,
  conditions: Condition,
  world: { readonly facts: ReadonlyMap<string, Fact>; readonly lists: Lists },
): readonly ExampleResult[];
