import {
  EVENT,
  asJson,
  atLeast,
  call,
  comparison,
  describeBehaviours,
  equal,
  run,
  seen,
  type Behaviour,
  type Classes,
} from '../../../support/conditions/behaviour.js';

const grownOrQualified = { any: [{ ...atLeast('age', 21), name: 'over 21' }, equal('qualified', true)] };
const nested = {
  any: [
    atLeast('age', 21),
    equal('qualified', true),
    { all: [comparison('zip', 'in', [80211, 80403]), comparison('colour', 'notEqual', 'red')] },
  ],
};

/** The events that listeners of an engine and of its rule get in one run. */
async function heard({ Engine, Rule, Almanac }: Classes, facts: Record<string, unknown>): Promise<unknown> {
  const engine = new Engine();
  const rule = new Rule({ conditions: grownOrQualified, event: EVENT, priority: 100 });
  engine.addRule(rule);
  const heardBy: unknown[] = [];
  const listen = (who: string) => (first: unknown, almanac: unknown, result: unknown) =>
    void heardBy.push([who, asJson(first), almanac instanceof Almanac, seen(result, 'result')]);
  for (const outcome of ['success', 'failure']) {
    call(rule, 'on', outcome, listen(`rule, ${outcome}`));
    engine.on(outcome, listen(`engine, ${outcome}`));
  }
  engine.on(EVENT.type, listen('engine, type'));
  await engine.run(facts);
  return heardBy;
}

const withFact = { type: 'counted', params: { count: { fact: 'count' } } };
const withPath = { type: 'counted', params: { count: { fact: 'count', params: { by: 5 }, path: '$.next' } } };

/** The event of a rule and what its listeners hear, met and not met. */
const counted =
  (event: typeof withFact | typeof withPath, replaceFactsInEventParams: boolean) =>
  async ({ Engine }: Classes) => {
    const outcomes: unknown[] = [];
    for (const met of [true, false]) {
      const engine = new Engine([], { replaceFactsInEventParams });
      engine.addRule({
        conditions: { any: [equal('met', true)] },
        event,
        onSuccess: (one) => void outcomes.push(asJson(one)),
        onFailure: (one) => void outcomes.push(asJson(one)),
      });
      engine.addFact('count', ({ by }) => (by === undefined ? 5 : { next: by }));
      const { events, failureEvents } = await engine.run({ met });
      outcomes.push(...asListed(events), ...asListed(failureEvents));
    }
    return outcomes;
  };

function asListed(events: readonly unknown[]): readonly unknown[] {
  return events.map(asJson);
}

const fourTimes = (event: unknown) => [event, event, event, event];
const FIVE = { type: 'counted', params: { count: 5 } };

/** Events, results and rules themselves: engine-event, engine-failure, rule.test, acceptance. */
const eventBehaviours: readonly Behaviour[] = [
  {
    it: 'a rule that matched tells its listeners, then those of the engine',
    observe: (classes) => heard(classes, { age: 21, qualified: false }),
    gives: [
      ['rule, success', EVENT, true, true],
      ['engine, success', EVENT, true, true],
      ['engine, type', EVENT.params, true, true],
    ],
  },
  {
    it: 'a rule that did not match tells its listeners, then those of the engine',
    observe: (classes) => heard(classes, { age: 10, qualified: false }),
    gives: [
      ['rule, failure', EVENT, true, false],
      ['engine, failure', EVENT, true, false],
    ],
  },
  {
    it: 'a result says of each comparison what was read and how it came out',
    observe: async (classes) => {
      const { results } = await run(classes, {
        conditions: grownOrQualified,
        facts: { age: 21, qualified: false },
      });
      return results.map(asJson);
    },
    gives: [
      {
        conditions: {
          priority: 1,
          any: [
            { ...atLeast('age', 21), name: 'over 21', factResult: 21, valueResult: 21, result: true },
            { ...equal('qualified', true), factResult: false, valueResult: true, result: false },
          ],
        },
        event: EVENT,
        priority: 1,
        result: true,
      },
    ],
  },
  {
    it: 'a result says it of branches within branches',
    observe: async (classes) => {
      const outcomes = [];
      for (const zip of [80403, 1]) {
        const facts = { age: 10, qualified: false, zip, colour: 'blue' };
        const { results, failureResults } = await run(classes, { conditions: nested, facts });
        const any = seen(results[0] ?? failureResults[0], 'conditions', 'any');
        outcomes.push(
          [0, 1, 2].map((at) => seen(any, at, 'result')),
          seen(any, 2, 'all', 0, 'factResult'),
        );
      }
      return outcomes;
    },
    gives: [[false, false, true], 80403, [false, false, false], 1],
  },
  {
    it: 'a result writes named conditions out',
    observe: async (classes) => {
      const { results } = await run(classes, {
        conditions: { any: [{ condition: 'grown' }] },
        facts: { age: 21 },
        prepare: (engine) => engine.setCondition('grown', { all: [atLeast('age', 21)] }),
      });
      return seen(asJson(results[0]), 'conditions');
    },
    gives: {
      priority: 1,
      any: [{ priority: 1, all: [{ ...atLeast('age', 21), factResult: 21, valueResult: 21, result: true }] }],
    },
  },
  {
    it: 'a result leaves named conditions that do not exist as they are',
    observe: async (classes) => {
      const { results } = await run(classes, {
        conditions: { any: [{ condition: 'nothing', name: 'missing' }, atLeast('age', 21)] },
        facts: { age: 21 },
        options: { allowUndefinedConditions: true },
      });
      return [
        seen(results[0], 'conditions', 'any', 0, 'result'),
        seen(asJson(results[0]), 'conditions', 'any', 0),
      ];
    },
    gives: [false, { condition: 'nothing', name: 'missing' }],
  },
  {
    it: 'a result that is changed leaves the rule as it was',
    observe: async ({ Engine }) => {
      const engine = new Engine([{ conditions: grownOrQualified, event: EVENT }]);
      const parts: unknown[] = [];
      engine.on('success', (_event, _almanac, { conditions }) => {
        parts.push(seen(conditions, 'any', 'length'));
        Reflect.deleteProperty(conditions, 'any');
      });
      for (let turn = 0; turn < 2; turn += 1) await engine.run({ age: 21, qualified: false });
      return parts;
    },
    gives: [2, 2],
  },
  {
    it: 'an event that adds facts is heard before later rules are tried',
    observe: async ({ Engine }) => {
      const engine = new Engine();
      engine.addRule({
        conditions: { any: [atLeast('age', 21)] },
        event: { type: 'grown' },
        priority: 100,
        onSuccess: (_event, almanac) => almanac.addRuntimeFact('mayOrder', true),
        onFailure: (_event, almanac) => almanac.addRuntimeFact('mayOrder', false),
      });
      engine.addRule({
        conditions: { any: [equal('mayOrder', true)] },
        event: { type: 'offered' },
        priority: 1,
      });
      const outcomes = [await engine.run({ age: 21 }), await engine.run({ age: 20 })];
      return outcomes.map(({ events, failureEvents }) => [events.length, failureEvents.length]);
    },
    gives: [
      [2, 0],
      [0, 2],
    ],
  },
  {
    it: 'facts in events stay as they are written',
    observe: counted(withFact, false),
    gives: fourTimes(withFact),
  },
  {
    it: 'facts in events are read where that is asked for',
    observe: counted(withFact, true),
    gives: fourTimes(FIVE),
  },
  {
    it: 'facts in events are read with parameters and a path',
    observe: counted(withPath, true),
    gives: fourTimes(FIVE),
  },
  {
    it: 'a rule tells its own event after it told another one',
    observe: async ({ Engine }) => {
      const engine = new Engine();
      engine.addRule({ conditions: { all: [equal('a', 1)] }, event: EVENT, onSuccess: () => undefined });
      const outcomes: unknown[] = [];
      for (const outcome of ['success', 'failure'])
        engine.on(outcome, (event: unknown) => void outcomes.push([outcome, asJson(event)]));
      for (const a of [1, 2]) await engine.run({ a });
      return outcomes;
    },
    gives: [
      ['success', EVENT],
      ['failure', EVENT],
    ],
  },
  {
    it: 'the almanac of a run has its results and events',
    observe: async (classes) => {
      const { almanac } = await run(classes, {
        conditions: { all: [atLeast('age', 21)] },
        facts: { age: 21 },
      });
      return [asJson(call(almanac, 'getEvents', 'success')), seen(call(almanac, 'getResults'), 0, 'result')];
    },
    gives: [[EVENT], true],
  },
  {
    it: 'listeners of a rule are waited for before those of the engine',
    observe: async ({ Engine, Rule }) => {
      const order: string[] = [];
      const rule = new Rule({ conditions: { all: [] }, event: EVENT });
      const engine = new Engine();
      engine.addRule(rule);
      call(rule, 'on', 'success', async () => {
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
        order.push('rule');
      });
      engine.on('success', () => void order.push('engine'));
      await engine.run();
      return [...order, 'done'];
    },
    gives: ['rule', 'engine', 'done'],
  },
  {
    it: 'rules emit what they are told to',
    observe: ({ Rule }) => {
      const rule = new Rule({ conditions: { all: [] }, event: EVENT });
      let heardTimes = 0;
      call(rule, 'on', 'test', () => (heardTimes += 1));
      call(rule, 'emit', 'test');
      return heardTimes;
    },
    gives: 1,
  },
  {
    it: 'rules have priority, conditions, event and name, from an object or from JSON',
    observe: ({ Rule }) => {
      const given = { priority: 50, conditions: { all: [equal('age', 50)] }, event: EVENT, name: 'own' };
      return [new Rule(given), new Rule(JSON.stringify(given))].map((rule) => asJson(rule.toJSON(false)));
    },
    gives: [0, 1].map(() => ({
      priority: 50,
      conditions: { priority: 1, all: [equal('age', 50)] },
      event: EVENT,
      name: 'own',
    })),
  },
  {
    it: 'rules are the same after they were written and read',
    observe: ({ Rule }) => {
      const rule = new Rule({ priority: 5, conditions: { not: equal('age', 1) }, event: EVENT, name: 'own' });
      const written = rule.toJSON();
      return [written, new Rule(written).toJSON()].map((each) => each === written);
    },
    gives: [true, true],
  },
  {
    it: 'a rule says what its event is, its priority and its conditions',
    observe: ({ Rule }) => {
      const rule = new Rule({ conditions: { all: [] }, event: EVENT, priority: 100 });
      const accessors = ['getEvent', 'getPriority', 'getConditions'];
      return accessors.map((name) => asJson(call(rule, name)));
    },
    gives: [EVENT, 100, { priority: 1, all: [] }],
  },
  {
    it: 'a rule has priority 1 and no name unless it is given them; a name may be 0 or an object',
    observe: ({ Rule }) => {
      const rule = new Rule({ conditions: { all: [] }, event: EVENT });
      const names: unknown[] = [rule.name ?? null];
      for (const name of ['Test', 0, { id: 1 }]) {
        call(rule, 'setName', name);
        names.push(asJson(rule.name));
      }
      return [rule.priority, ...names];
    },
    gives: [1, null, 'Test', 0, { id: 1 }],
  },
  {
    it: 'a rule with an empty name',
    observe: ({ Rule }) => call(new Rule({ conditions: { all: [] }, event: EVENT }), 'setName', ''),
    gives: 'throws Rule "name" must be defined',
  },
  {
    it: 'a rule with priority 0',
    observe: ({ Rule }) => new Rule({ conditions: { all: [] }, event: EVENT }).setPriority(0),
    gives: 'throws Priority must be greater than zero',
  },
  {
    it: 'a rule with conditions that have no root',
    observe: ({ Rule }) => Reflect.construct(Rule, [{ conditions: { foo: true }, event: EVENT }]),
    gives: 'throws "conditions" root must contain a single instance of "all", "any", "not", or "condition"',
  },
  {
    it: 'a rule without an event, and with an event without a type',
    observe: ({ Rule }) =>
      [undefined, {}].map((event) => {
        const rule = new Rule({ conditions: { all: [] }, event: EVENT });
        try {
          return call(rule, 'setEvent', event);
        } catch (error) {
          return error instanceof Error ? error.message : error;
        }
      }),
    gives: [
      'Rule: setEvent() requires event object',
      'Rule: setEvent() requires event object with "type" property',
    ],
  },
  {
    it: 'a rule puts comparisons in the order of their facts’ priorities',
    observe: ({ Engine, Rule }) => {
      const engine = new Engine();
      for (const [fact, priority] of Object.entries({ state: 500, age: 100, segment: 50 }))
        engine.addFact(fact, async () => null, { priority });
      const rule = new Rule({ conditions: { all: [] }, event: EVENT });
      call(rule, 'setEngine', engine);
      const parts = ['segment', 'state', 'age'].map((fact) => equal(fact, 1));
      const ordered = call(rule, 'prioritizeConditions', parts);
      return Array.isArray(ordered) ? ordered.map((each: unknown) => seen(each, 0, 'fact')) : null;
    },
    gives: ['state', 'age', 'segment'],
  },
  {
    it: 'all of it together: priorities, facts of facts, an operator and a fact that a rule makes',
    observe: async ({ Engine }) => {
      const engine = new Engine();
      const high = { fact: 'high', params: { plus: 1 }, path: '$.values' };
      engine.addRule({
        name: 'first',
        priority: 10,
        conditions: { all: [{ ...high, operator: 'contains', value: 2 }, comparison('low', 'in', [2])] },
        event: { type: 'one' },
        onSuccess: (_event, almanac) => almanac.addRuntimeFact('made', { of: 2 }),
      });
      const made = { fact: 'made', path: '$.of' };
      engine.addRule({
        name: 'second',
        conditions: { all: [{ ...high, operator: 'someDivisibleBy', value: made }] },
        event: { type: 'two' },
      });
      engine.addOperator('someDivisibleBy', (values: number[], by: number) =>
        values.some((one) => one % by === 0),
      );
      const base = (almanac: { factValue<T>(id: string): Promise<T> }) => almanac.factValue<number>('base');
      engine.addFact(
        'high',
        async ({ plus }, almanac) => ({ values: [(await base(almanac)) + Number(plus)] }),
        { priority: 2 },
      );
      engine.addFact('low', async (_params, almanac) => (await base(almanac)) + 1, { priority: 1 });
      const { results, failureResults } = await engine.run({ base: 1 });
      const named = (all: typeof results) => all.map(({ name }) => name);
      return [
        named(results),
        named(failureResults),
        named((await engine.run({ base: 2, made: { of: 2 } })).results),
      ];
    },
    gives: [['first', 'second'], [], []],
  },
];

describeBehaviours('events and rules', eventBehaviours);
