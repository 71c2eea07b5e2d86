import {
  Almanac,
  Engine as LibraryEngine,
  Fact,
  Rule,
  type EngineOptions,
  type EngineResult,
  type Event,
  type RuleProperties,
  type RuleResult,
  type RunOptions,
} from 'json-rules-engine';
import { textOperators, type Operators } from '../../../src/moderation/conditions/json-rules-engine.js';
import { parseJsonPath, valueAt } from '../../../src/moderation/conditions/json-path.js';
import { LibraryRuleResult } from './library-rule-result.js';
import { expanded, ReadingWalk } from './reading-walk.js';

export { Almanac, Fact, Operator, OperatorDecorator, Rule } from 'json-rules-engine';

/** Engines and rules of the library are emitters, though its types leave that out. */
interface Emitter {
  emitAsync(name: string, ...given: readonly unknown[]): Promise<unknown>;
}

function isEmitter(rule: object): rule is Emitter {
  return 'emitAsync' in rule;
}

/** The methods of almanacs that the library's types leave out. */
interface Recording {
  addResult(result: RuleResult): void;
  addEvent(event: Event, outcome: 'success' | 'failure'): void;
}

function recordsResults(almanac: object): almanac is Recording {
  return 'addResult' in almanac && 'addEvent' in almanac;
}

/**
 * The index that serves callbacks, behind the library's `Engine` interface, so that suites written for the library run against
 * it. The library keeps the rules, facts and operators and calls the facts. Conditions are built by friendgate, readings are
 * gathered until they decide a rule, and whether it matches is looked up in a `RuleIndex` of the rule.
 */
export class Engine extends LibraryEngine {
  declare readonly operators: Operators;
  declare readonly conditions: ReadonlyMap<string, Rule['conditions']>;
  declare readonly facts: ReadonlyMap<string, Fact>;
  declare private status: string;
  declare private readonly prioritizeRules: () => readonly (readonly Rule[])[];
  declare private readonly emitAsync: Emitter['emitAsync'];

  constructor(
    rules: RuleProperties[] = [],
    private readonly options: EngineOptions = {},
  ) {
    super(rules, options);
    for (const [name, compare] of textOperators()) this.addOperator(name, compare);
  }

  override async run(
    facts: Readonly<Record<string, unknown>> = {},
    { almanac: own }: RunOptions = {},
  ): Promise<EngineResult> {
    this.status = 'RUNNING';
    const almanac = this.withFacts(own ?? this.freshAlmanac(), facts);
    const results: RuleResult[] = [];
    for (const rules of this.prioritizeRules()) {
      if (this.status !== 'RUNNING') break;
      results.push(...(await Promise.all(rules.map((rule) => this.judged(rule, almanac)))));
    }
    this.status = 'FINISHED';
    const matched = results.filter(({ result }) => result === true);
    const failed = results.filter(({ result }) => result !== true);
    return {
      almanac,
      results: matched,
      failureResults: failed,
      events: eventsOf(matched),
      failureEvents: eventsOf(failed),
    };
  }

  private freshAlmanac(): Almanac {
    return new Almanac({
      allowUndefinedFacts: this.options.allowUndefinedFacts ?? false,
      pathResolver: this.options.pathResolver ?? safely,
    });
  }

  private withFacts(almanac: Almanac, facts: Readonly<Record<string, unknown>>): Almanac {
    for (const fact of this.facts.values()) almanac.addFact(fact);
    for (const [name, value] of Object.entries(facts)) {
      almanac.addFact(value instanceof Fact ? value : new Fact(name, value));
    }
    return almanac;
  }

  private async judged(rule: Rule, almanac: Almanac): Promise<RuleResult> {
    const {
      allowUndefinedConditions = false,
      pathResolver,
      replaceFactsInEventParams = false,
    } = this.options;
    const conditions = expanded(rule.conditions, this.conditions, allowUndefinedConditions);
    const priorityOf = (fact: string) => this.facts.get(fact)?.priority ?? 1;
    const walk = new ReadingWalk(almanac, {
      operators: this.operators,
      priorityOf,
      resolvesPaths: pathResolver !== undefined,
    });
    const matched = await walk.judge(conditions);
    const result = new LibraryRuleResult(rule, conditions, matched);
    if (replaceFactsInEventParams) await result.resolveEventParams(almanac);
    const outcome = matched ? 'success' : 'failure';
    if (recordsResults(almanac)) {
      almanac.addResult(result);
      almanac.addEvent(result.event, outcome);
    }
    if (isEmitter(rule)) await rule.emitAsync(outcome, result.event, almanac, result);
    await this.emitAsync(outcome, result.event, almanac, result);
    if (matched) await this.emitAsync(result.event.type, result.event.params, almanac, result);
    return result;
  }
}

/** As the library's default export. */
export default function engineFactory(rules: RuleProperties[] = [], options: EngineOptions = {}): Engine {
  return new Engine(rules, options);
}

function safely(value: object, written: string): unknown {
  const path = parseJsonPath(written);
  if (path === null) throw new Error(`"${written}" is not a path of properties and indexes`);
  return valueAt(value, path);
}

function eventsOf(results: readonly RuleResult[]): Event[] {
  return results.flatMap(({ event }) => (event === undefined ? [] : [event]));
}
