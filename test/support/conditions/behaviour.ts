import { describe, expect, it } from '@jest/globals';
import * as library from 'json-rules-engine';
import * as own from './library-engine.js';
import type { EngineOptions, EngineResult, TopLevelCondition } from 'json-rules-engine';

/** The classes of the library, its own or those that stand in for them. */
export type Classes = Pick<
  typeof library,
  'Almanac' | 'Engine' | 'Fact' | 'Operator' | 'OperatorDecorator' | 'Rule'
>;

/** One behaviour of the library: what is done, and what is seen of it. */
export interface Behaviour {
  readonly it: string;
  /** The value that is compared with `gives`; an error is compared by its message, as `throws …`. */
  readonly observe: (classes: Classes) => unknown;
  readonly gives: unknown;
  /** The value here, where decision 0010 names a difference. */
  readonly givesHere?: unknown;
}

export const EVENT = { type: 'happened', params: { since: 'ever' } } as const;

export function comparison<Operator extends string, Value>(fact: string, operator: Operator, value: Value) {
  return { fact, operator, value };
}

export const equal = (fact: string, value: unknown) => comparison(fact, 'equal', value);
export const atLeast = (fact: string, value: unknown) => comparison(fact, 'greaterThanInclusive', value);

export interface Run {
  readonly conditions: TopLevelCondition;
  readonly facts?: Record<string, unknown>;
  readonly options?: EngineOptions;
  readonly prepare?: (engine: library.Engine) => void;
}

/** Runs one rule. */
export async function run(
  classes: Classes,
  { conditions, facts = {}, options, prepare }: Run,
): Promise<EngineResult> {
  const engine = new classes.Engine([{ conditions, event: EVENT }], options);
  prepare?.(engine);
  return engine.run(facts);
}

/** Whether one rule matches. */
export async function matches(classes: Classes, one: Run): Promise<boolean> {
  const { events, failureEvents } = await run(classes, one);
  if (events.length + failureEvents.length !== 1) throw new Error('one rule has one outcome');
  return events.length === 1;
}

/** Whether the same conditions match, for each of some facts. */
export async function matchesEach(
  classes: Classes,
  conditions: TopLevelCondition,
  ...facts: readonly Record<string, unknown>[]
): Promise<readonly boolean[]> {
  const all: boolean[] = [];
  for (const each of facts) all.push(await matches(classes, { conditions, facts: each }));
  return all;
}

/** A property that the library's types leave out, by its path. */
export function seen(value: unknown, ...path: readonly (string | number)[]): unknown {
  let at: unknown = value;
  for (const step of path) at = Reflect.get(Object(at), step);
  return at;
}

/** Calls a method that the library's types leave out. */
export function call(target: object, method: string, ...given: readonly unknown[]): unknown {
  const found = seen(target, method);
  if (typeof found !== 'function') throw new Error(`there is no method ${method}`);
  return Reflect.apply(found, target, given);
}

/** A value as it looks once written to JSON. Rules and results of the library write themselves as texts. */
export function asJson(value: unknown): unknown {
  const written: unknown = JSON.parse(JSON.stringify(value));
  return typeof written === 'string' && written.startsWith('{') ? JSON.parse(written) : written;
}

/** Runs each row against the library, and against the index that serves callbacks. */
export function describeBehaviours(area: string, rows: readonly Behaviour[]): void {
  describe.each<[string, Classes, (row: Behaviour) => unknown]>([
    ['the library', library, ({ gives }) => gives],
    ['the serving index', own, ({ gives, givesHere }) => givesHere ?? gives],
  ])(`${area}: %s`, (_, classes, expected) => {
    it.each(rows.map((row) => [row.it, row] as const))('%s', async (__, row) => {
      expect(await observed(row, classes)).toEqual(expected(row));
    });
  });
}

async function observed({ observe }: Behaviour, classes: Classes): Promise<unknown> {
  try {
    return await observe(classes);
  } catch (error) {
    return `throws ${error instanceof Error ? error.message : String(error)}`;
  }
}
