import { beforeEach, describe, expect, it } from '@jest/globals';
import { Engine as LibraryEngine, type EngineResult, type TopLevelCondition } from 'json-rules-engine';
import { Engine, Fact, Operator } from '../../support/conditions/library-engine.js';

const greaterThan = (fact: string, value: unknown) => ({ fact, operator: 'greaterThan', value });
const is = (fact: string, value: unknown) => ({ fact, operator: 'equal', value });

/** The parts of a run that suites look at, as plain JSON. */
function seen({ events, failureEvents, results, failureResults }: EngineResult): unknown {
  const written = [...results, ...failureResults].map((each): unknown => JSON.parse(each.toJSON()));
  return { events, failureEvents, written };
}

/** Runs the same on the library's engine and on ours. */
async function bothRun(
  prepare: (engine: LibraryEngine) => void,
  facts: Record<string, unknown> = {},
): Promise<readonly [theirs: unknown, ours: unknown]> {
  const [theirs, ours] = [new LibraryEngine(), new Engine()];
  prepare(theirs);
  prepare(ours);
  return [seen(await theirs.run(facts)), seen(await ours.run(facts))];
}

const rule = (conditions: TopLevelCondition, more: { name?: string; priority?: number } = {}) => ({
  conditions,
  event: { type: more.name ?? 'happened', params: { since: 'ever' } },
  ...more,
});

describe("the evaluator behind the library's interface", () => {
  it.each<[string, TopLevelCondition]>([
    ['all', { all: [greaterThan('score', 1), is('colour', 'red')] }],
    ['any', { any: [greaterThan('score', 9), is('colour', 'red')] }],
    ['not', { not: greaterThan('score', 9) }],
    [
      'branches in branches',
      { any: [{ all: [is('score', 9), is('colour', 'red')] }, { not: { any: [is('score', 9)] } }] },
    ],
    [
      'names and priorities',
      { priority: 3, any: [{ ...is('colour', 'red'), name: 'reddish', priority: 2 }, is('score', 9)] },
    ],
    [
      'decorators',
      {
        all: [
          { fact: 'tags', operator: 'someFact:not:equal', value: 'new' },
          { fact: 'score', operator: 'swap:contains', value: [4, 5] },
        ],
      },
    ],
    [
      'paths',
      {
        all: [
          { ...is('sender', 'Ann'), path: '$.name' },
          { ...is('sender', 2), path: "$['tags'][1]" },
        ],
      },
    ],
    [
      'paths that lead nowhere',
      { all: [{ fact: 'sender', operator: 'notEqual', value: null, path: '$.no.such[3]' }] },
    ],
    ['paths into what is no object', { all: [{ ...is('score', 5), path: '$.a' }] }],
    [
      'facts compared with facts',
      { all: [{ fact: 'score', operator: 'lessThan', value: { fact: 'sender', path: '$.limit' } }] },
    ],
    ['an empty list of conditions', { all: [] }],
  ])('reports %s as the library does', async (_, conditions) => {
    const sender = { name: 'Ann', tags: [1, 2], limit: 6 };
    const facts = { score: 5, colour: 'red', tags: ['new', 'old'], sender };
    const [theirs, ours] = await bothRun((engine) => void engine.addRule(rule(conditions)), facts);
    expect(ours).toEqual(theirs);
  });

  it('reads facts that depend on parameters and on other facts, later ones too', async () => {
    const conditions = {
      all: [
        { ...is('times', 10), params: { by: 2 } },
        { fact: 'times', params: { by: 3 }, operator: 'equal', value: { fact: 'times', params: { by: 3 } } },
      ],
    };
    const [theirs, ours] = await bothRun(
      (engine) => {
        engine.addRule(rule(conditions));
        engine.addFact(
          'times',
          async ({ by }, almanac) => Number(by) * (await almanac.factValue<number>('base')),
        );
      },
      { base: 5 },
    );
    expect(ours).toEqual(theirs);
  });

  it('runs rules of higher priority first, and tells matched from unmatched', async () => {
    const [theirs, ours] = await bothRun(
      (engine) => {
        engine.addRule(rule({ all: [is('score', 5)] }, { name: 'low', priority: 2 }));
        engine.addRule(rule({ all: [is('score', 5)] }, { name: 'high', priority: 20 }));
        engine.addRule(rule({ all: [is('score', 6)] }, { name: 'missed', priority: 9 }));
        engine.addRule(rule({ all: [is('score', 5)] }, { name: 'removed' }));
        engine.removeRule('removed');
      },
      { score: 5 },
    );
    expect(ours).toEqual(theirs);
    expect(ours).toMatchObject({
      events: [{ type: 'high' }, { type: 'low' }],
      failureEvents: [{ type: 'missed' }],
    });
  });

  it('knows shared conditions, also in one another and at the root', async () => {
    const [theirs, ours] = await bothRun(
      (engine) => {
        engine.setCondition('big', { all: [greaterThan('score', 3)] });
        engine.setCondition('big and red', { all: [{ condition: 'big' }, is('colour', 'red')] });
        engine.addRule(rule({ condition: 'big and red' }, { name: 'root' }));
        engine.addRule(rule({ not: { condition: 'big' } }, { name: 'inside' }));
      },
      { score: 5, colour: 'red' },
    );
    expect(ours).toEqual(theirs);
  });

  it('takes operators and decorators that a suite adds', async () => {
    const [theirs, ours] = await bothRun(
      (engine) => {
        engine.addOperator('divisibleBy', (left: number, right: number) => left % right === 0);
        engine.addOperator(new Operator('longerThan', (left: string, right: number) => left.length > right));
        engine.addOperatorDecorator('rounded', (left: number, right: number, next) =>
          next(Math.round(left), right),
        );
        engine.addRule(
          rule({
            all: [
              { fact: 'score', operator: 'rounded:divisibleBy', value: 5 },
              { fact: 'colour', operator: 'not:longerThan', value: 3 },
            ],
          }),
        );
      },
      { score: 4.9, colour: 'red' },
    );
    expect(ours).toEqual(theirs);
  });

  it('puts facts into the parameters of events where that is asked for', async () => {
    const options = { replaceFactsInEventParams: true };
    const [theirs, ours] = [new LibraryEngine([], options), new Engine([], options)];
    for (const engine of [theirs, ours]) {
      const event = { type: 'told', params: { who: { fact: 'sender', path: '$.name' }, what: 'it' } };
      engine.addRule({ conditions: { all: [is('score', 5)] }, event });
    }
    const facts = { score: 5, sender: { name: 'Ann' } };
    expect(seen(await ours.run(facts))).toEqual(seen(await theirs.run(facts)));
  });

  describe('where something is missing or fails', () => {
    let engine: Engine;
    beforeEach(() => {
      engine = new Engine();
    });

    it.each<[string, TopLevelCondition, string]>([
      ['a fact', { any: [is('score', 5), is('nobody', 1)] }, 'Undefined fact: nobody'],
      ['an operator', { all: [{ fact: 'score', operator: 'odd', value: 1 }] }, 'Unknown operator: odd'],
      ['a condition', { all: [{ condition: 'nothing' }] }, 'No condition nothing exists'],
      ['a comparison', { all: [{ fact: 'score', operator: 'in', value: null }] }, 'null'],
    ])('says so of %s', async (_, conditions, message) => {
      engine.addRule(rule(conditions));
      await expect(engine.run({ score: 5 })).rejects.toThrow(message);
    });

    it('takes unknown facts as undefined, and unknown conditions as false, where that is allowed', async () => {
      engine = new Engine([], { allowUndefinedFacts: true, allowUndefinedConditions: true });
      engine.addRule(rule({ any: [is('nobody', 1), { condition: 'nothing' }] }));
      const { failureEvents } = await engine.run();
      expect(failureEvents).toHaveLength(1);
    });

    it('reads nothing that conditions of higher priority make needless', async () => {
      let asked = 0;
      engine.addFact(new Fact('costly', () => (asked += 1)));
      engine.addRule(
        rule({
          all: [
            { ...is('score', 4), priority: 9 },
            { ...is('costly', 1), priority: 1 },
          ],
        }),
      );
      const { failureResults } = await engine.run({ score: 5 });
      expect([failureResults.length, asked]).toEqual([1, 0]);
    });
  });
});
