import { pointer, refusesAlways, type Problem } from '../../model/problem.js';
import { keyHint } from './name-hints.js';
import type { ConditionContext } from '../condition-context.js';
import { checkComparison } from './check-comparison.js';
import { isJsonObject, type JsonObject } from './check-fact-reference.js';
import { ProblemCollector } from '../../model/problem-collector.js';
import { didYouMean } from '../../model/did-you-mean.js';
import { valueInWords } from '../../model/value-in-words.js';

/** How deep conditions may be nested, shared ones included. */
export const MAX_CONDITION_DEPTH = 20;

/** How many conditions a rule may hold, shared ones counted wherever they are used. */
const MAX_CONDITIONS = 1_000;

const branches = ['all', 'any', 'not', 'condition'] as const;
const comparisonKeys = ['fact', 'operator', 'value', 'params', 'path'];

interface CheckPosition {
  readonly at: string;
  readonly depth: number;
  /** Names of the shared conditions around it, outermost first. */
  readonly trail: readonly string[];
  readonly found: ProblemCollector;
}

/** Everything that is wrong with conditions, with pointers that begin with `at`. */
export function checkConditions(json: unknown, context: ConditionContext, at: string): readonly Problem[] {
  const found = new ProblemCollector();
  new ConditionsCheck(context).root(json, { at, depth: 1, trail: [], found });
  return found.problems;
}

class ConditionsCheck {
  private count = 0;

  constructor(private readonly context: ConditionContext) {}

  root(json: unknown, spot: CheckPosition): void {
    if (
      isJsonObject(json) &&
      !branches.some((kind) => Object.hasOwn(json, kind)) &&
      Object.hasOwn(json, 'fact')
    ) {
      spot.found.report(
        spot.at,
        'conditions begin with "all", "any", "not" or "condition"',
        'put it into "all": [ … ]',
      );
    }
    this.node(json, spot);
  }

  private node(json: unknown, spot: CheckPosition): void {
    this.count += 1;
    if (this.count > MAX_CONDITIONS) {
      if (this.count === MAX_CONDITIONS + 1) this.tooMany(spot);
      return;
    }
    if (spot.depth > MAX_CONDITION_DEPTH) {
      spot.found.report(spot.at, `conditions are nested more than ${MAX_CONDITION_DEPTH} deep`);
    } else if (isJsonObject(json)) {
      this.record(json, spot);
    } else {
      spot.found.report(spot.at, `a condition is an object, and this is ${valueInWords(json)}`);
    }
  }

  private tooMany(spot: CheckPosition): void {
    spot.found.report(
      spot.at,
      `a rule holds ${MAX_CONDITIONS.toLocaleString('en')} conditions at most`,
      'split the rule, or keep values in a list',
    );
  }

  private record(json: JsonObject, spot: CheckPosition): void {
    const kinds = branches.filter((kind) => Object.hasOwn(json, kind));
    const compares = comparisonKeys.some((key) => Object.hasOwn(json, key));
    const [kind] = kinds;
    if (kinds.length > 1 || (kind !== undefined && compares)) {
      const keys = [...kinds, ...comparisonKeys.filter((key) => Object.hasOwn(json, key))];
      spot.found.report(
        spot.at,
        `${quoted(keys)} cannot stand in one condition`,
        'put one inside the other, or side by side in "all"',
      );
      return;
    }
    checkKeys(json, kind === undefined ? comparisonKeys : [kind], spot);
    if (kind === undefined) checkComparison(json, spot.at, this.context, spot.found);
    else if (kind === 'condition') this.shared(json[kind], spot);
    else if (kind === 'not') this.not(json[kind], spot);
    else this.each(json[kind], kind, spot);
  }

  private each(json: unknown, kind: 'all' | 'any', spot: CheckPosition): void {
    const at = spot.at + pointer(kind);
    if (!Array.isArray(json)) {
      spot.found.report(at, `"${kind}" holds a list of conditions, and this is ${valueInWords(json)}`);
    } else if (json.length === 0) {
      spot.found.report(at, `"${kind}" is empty`, 'write conditions into it, or leave it out');
    } else {
      const inside = { ...spot, depth: spot.depth + 1 };
      json.forEach((each: unknown, index) => this.node(each, { ...inside, at: at + pointer(index) }));
    }
  }

  private not(json: unknown, spot: CheckPosition): void {
    const at = spot.at + pointer('not');
    if (Array.isArray(json))
      spot.found.report(at, '"not" holds one condition, not a list', 'write "not": { "any": [ … ] }');
    else this.node(json, { ...spot, at, depth: spot.depth + 1 });
  }

  private shared(name: unknown, spot: CheckPosition): void {
    const at = spot.at + pointer('condition');
    if (typeof name !== 'string' || !this.context.shared.has(name)) {
      const hint = didYouMean(name, this.context.shared.keys());
      spot.found.report(at, `no shared condition is called ${JSON.stringify(name)}`, hint);
      return;
    }
    const trail = [...spot.trail, name];
    if (spot.trail.includes(name)) {
      spot.found.report(at, `shared conditions refer to each other in a circle: ${trail.join(' → ')}`);
      return;
    }
    const found = new ProblemCollector();
    this.root(this.context.shared.get(name), { at: '/conditions', depth: spot.depth, trail, found });
    // Warnings are reported at the shared condition itself.
    for (const { at: inner, message, hint } of found.problems.filter(refusesAlways)) {
      spot.found.report(at, `in the shared condition "${name}" at ${inner}: ${message}`, hint);
    }
  }
}

function checkKeys(json: JsonObject, own: readonly string[], spot: CheckPosition): void {
  const known = [...own, 'name', 'priority'];
  for (const key of Object.keys(json)) {
    if (!known.includes(key)) {
      const hint = keyHint(key, known);
      spot.found.report(spot.at + pointer(key), `a condition has nothing that is called "${key}"`, hint);
    }
  }
  const { name, priority } = json;
  if (Object.hasOwn(json, 'name') && typeof name !== 'string') {
    spot.found.report(spot.at + pointer('name'), `a name is a text, and this is ${valueInWords(name)}`);
  }
  if (Object.hasOwn(json, 'priority') && !(Number.isSafeInteger(priority) && Number(priority) > 0)) {
    spot.found.report(spot.at + pointer('priority'), 'a priority is a whole number above 0');
  }
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(' and ');
}
