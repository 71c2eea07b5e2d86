import { friendgate, friendgateExplaining, friendgateReading } from './friendgate.mjs';
import { jsonLogicEngine } from './json-logic-engine.mjs';
import { jsonRulesEngine, jsonRulesEngineByParams } from './json-rules-engine.mjs';
import { zenEngine } from './zen-engine.mjs';

/**
 * All that are measured, friendgate first. `prepare(task)` makes the rules ready, once. Then `inputOf(item)` puts what was gathered
 * for an item into the form that the contender likes best, outside the time, as gathering makes friendgate's rows; and
 * `judgeAll(inputs)` judges the items of a callback: a verdict for each, `{ code, rule, matched }`, or a promise of them.
 * `unavailable` says why one is left out.
 */
export const contenders = [
  friendgate,
  friendgateReading,
  friendgateExplaining,
  jsonLogicEngine,
  zenEngine,
  jsonRulesEngine,
  jsonRulesEngineByParams,
];

/** Items in a callback. */
export const sizes = [1, 10, 100];
