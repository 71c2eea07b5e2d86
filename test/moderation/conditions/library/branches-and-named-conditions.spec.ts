import {
  EVENT,
  asJson,
  atLeast,
  call,
  comparison,
  describeBehaviours,
  equal,
  matches,
  matchesEach,
  run,
  seen,
  type Behaviour,
  type Classes,
} from '../../../support/conditions/behaviour.js';

/** Reads conditions, and says the first thing that is wrong with them. */
const reading =
  (conditions: unknown) =>
  ({ Rule }: Classes) =>
    asJson(Reflect.construct(Rule, [{ conditions, event: EVENT }]).toJSON(false));

const young = { fact: 'age', operator: 'lessThan', value: 65 };
const grown = { fact: 'age', operator: 'greaterThan', value: 21 };
const poorOrSmall = {
  any: [comparison('income', 'lessThanInclusive', 100), comparison('family', 'lessThanInclusive', 3)],
};
const poorAndSmall = {
  all: [comparison('income', 'lessThanInclusive', 100), comparison('family', 'lessThanInclusive', 3)],
};

/** `all`, `any`, `not` and named conditions: condition.test, engine-all, -any, -not, -recursive-rules, -condition. */
const conditionBehaviours: readonly Behaviour[] = [
  {
    it: 'all of one',
    observe: (classes) => matchesEach(classes, { all: [atLeast('age', 50)] }, { age: 75 }, { age: 10 }),
    gives: [true, false],
  },
  {
    it: 'all of several: each must match',
    observe: (classes) =>
      matchesEach(
        classes,
        { all: [atLeast('age', 50), equal('colour', 'red')] },
        { age: 75, colour: 'red' },
        { age: 10, colour: 'red' },
        { age: 75, colour: 'blue' },
      ),
    gives: [true, false, false],
  },
  {
    it: 'any of one',
    observe: (classes) => matchesEach(classes, { any: [atLeast('age', 50)] }, { age: 75 }, { age: 10 }),
    gives: [true, false],
  },
  {
    it: 'any of several: one is enough',
    observe: (classes) =>
      matchesEach(
        classes,
        { any: [atLeast('age', 50), equal('colour', 'red')] },
        { age: 10, colour: 'red' },
        { age: 75, colour: 'blue' },
        { age: 10, colour: 'blue' },
      ),
    gives: [true, true, false],
  },
  {
    it: 'not',
    observe: (classes) => matchesEach(classes, { not: atLeast('age', 50) }, { age: 10 }, { age: 75 }),
    gives: [true, false],
  },
  {
    it: 'any within all',
    observe: (classes) =>
      matchesEach(
        classes,
        { all: [young, grown, poorOrSmall] },
        { age: 30, income: 30, family: 2 },
        { age: 30, income: 200, family: 8 },
      ),
    gives: [true, false],
  },
  {
    it: 'all within any',
    observe: (classes) =>
      matchesEach(
        classes,
        { any: [young, equal('age', 70), poorAndSmall] },
        { age: 90, income: 30, family: 2 },
        { age: 90, income: 200, family: 2 },
      ),
    gives: [true, false],
  },
  {
    it: 'any within all within any',
    observe: (classes) =>
      matchesEach(
        classes,
        { any: [{ all: [grown, poorOrSmall] }, equal('colour', 'red')] },
        { age: 30, income: 200, family: 2, colour: 'blue' },
        { age: 30, income: 200, family: 8, colour: 'blue' },
      ),
    gives: [true, false],
  },
  {
    it: 'not within not',
    observe: (classes) => matchesEach(classes, { not: { not: grown } }, { age: 30 }, { age: 20 }),
    gives: [true, false],
  },
  {
    it: 'not around all with a not in it',
    observe: (classes) =>
      matchesEach(
        classes,
        { not: { all: [{ not: grown }, equal('colour', 'red')] } },
        { age: 30, colour: 'red' },
        { age: 20, colour: 'red' },
        { age: 20, colour: 'blue' },
      ),
    gives: [true, false, true],
  },
  {
    it: 'no conditions at all: a match',
    observe: (classes) => matches(classes, { conditions: { all: [] } }),
    gives: true,
  },
  {
    it: 'a named condition that two rules share',
    observe: async ({ Engine }) => {
      const engine = new Engine();
      for (const fact of ['retired', 'called'])
        engine.addRule({
          conditions: { all: [{ condition: 'old' }, equal(fact, true)] },
          event: { type: fact },
        });
      engine.setCondition('old', { all: [atLeast('age', 60)] });
      const { events, results } = await engine.run({ age: 65, retired: true, called: true });
      return { events, parts: results.map((each) => seen(each, 'conditions', 'all', 0, 'all', 0, 'value')) };
    },
    gives: { events: [{ type: 'retired' }, { type: 'called' }], parts: [60, 60] },
  },
  {
    it: 'a named condition within another',
    observe: async (classes) => {
      const { events, results } = await run(classes, {
        conditions: { all: [{ condition: 'early' }, equal('called', true)] },
        facts: { age: 55, retired: true, called: true },
        prepare: (engine) => {
          engine.setCondition('old', { all: [atLeast('age', 60)] });
          engine.setCondition('early', { all: [{ not: { condition: 'old' } }, equal('retired', true)] });
        },
      });
      return [events.length, seen(results[0], 'conditions', 'all', 0, 'all', 0, 'not', 'all', 0, 'fact')];
    },
    gives: [1, 'age'],
  },
  {
    it: 'a named condition at the root',
    observe: (classes) =>
      matches(classes, {
        conditions: { condition: 'retired' },
        facts: { retired: true },
        prepare: (engine) => engine.setCondition('retired', { all: [equal('retired', true)] }),
      }),
    gives: true,
  },
  {
    it: 'a named condition that does not exist, where that is allowed: not met',
    observe: (classes) =>
      matches(classes, {
        conditions: { all: [{ condition: 'nothing' }, equal('retired', true)] },
        facts: { retired: true },
        options: { allowUndefinedConditions: true },
      }),
    gives: false,
  },
  {
    it: 'a named condition that does not exist',
    observe: (classes) => matches(classes, { conditions: { all: [{ condition: 'nothing' }] } }),
    gives: 'throws No condition nothing exists',
  },
  {
    it: 'a named condition without a root',
    observe: ({ Engine }) => call(new Engine(), 'setCondition', 'x', { foo: true }),
    gives: 'throws "conditions" root must contain a single instance of "all", "any", "not", or "condition"',
  },
  {
    it: '"all" that is no list',
    observe: reading({ all: { foo: true } }),
    gives: 'throws "all" must be an array',
  },
  {
    it: '"not" that is a list',
    observe: reading({ not: [{ foo: true }] }),
    gives: 'throws "not" cannot be an array',
  },
  {
    it: '"not" that is no list',
    observe: reading({ not: equal('age', 1) }),
    gives: { conditions: { priority: 1, not: equal('age', 1) }, event: EVENT, priority: 1 },
  },
  {
    it: 'a condition that is nothing',
    observe: reading({ not: undefined }),
    gives: 'throws Condition: constructor options required',
  },
  {
    it: 'a comparison without an operator',
    observe: reading({ all: [{ fact: 'age', value: 1 }] }),
    gives: 'throws Condition: constructor "operator" property required',
  },
  {
    it: 'a comparison without a fact',
    observe: reading({ all: [{ operator: 'equal', value: 1 }] }),
    gives: 'throws Condition: constructor "fact" property required',
  },
  {
    it: 'a comparison without a value',
    observe: reading({ all: [{ fact: 'age', operator: 'equal' }] }),
    gives: 'throws Condition: constructor "value" property required',
  },
  {
    it: 'conditions in conditions are read',
    observe: reading({ all: [young, { any: [grown, { not: equal('age', 30) }] }] }),
    gives: {
      conditions: {
        priority: 1,
        all: [young, { priority: 1, any: [grown, { priority: 1, not: equal('age', 30) }] }],
      },
      event: EVENT,
      priority: 1,
    },
  },
  {
    it: 'a condition in conditions that is wrong',
    observe: reading({ all: [young, { any: [{ operator: 'equal', value: 1 }] }] }),
    gives: 'throws Condition: constructor "fact" property required',
  },
  {
    it: 'comparisons keep fact, operator, value, path and name; branches have a priority',
    observe: ({ Rule }) => {
      const part = { ...equal('age', 50), path: '$.years', name: 'fifty' };
      const { conditions } = new Rule({ conditions: { all: [part] }, event: EVENT });
      return [asJson(conditions), seen(conditions, 'all', 0, 'name')];
    },
    gives: [{ priority: 1, all: [{ ...equal('age', 50), path: '$.years', name: 'fifty' }] }, 'fifty'],
  },
  {
    it: 'comparisons with another fact are written as they are read',
    observe: reading({ all: [equal('age', { fact: 'weight', params: { unit: 'lbs' }, path: '.value' })] }),
    gives: {
      conditions: {
        priority: 1,
        all: [equal('age', { fact: 'weight', params: { unit: 'lbs' }, path: '.value' })],
      },
      event: EVENT,
      priority: 1,
    },
  },
  {
    it: 'properties of the suite stay on facts, branches, comparisons and rules',
    observe: ({ Engine, Fact, Rule }) => {
      const engine = new Engine();
      engine.addFact(Object.assign(new Fact('age', 12), { customId: 'fact' }));
      const conditions = { all: [{ ...atLeast('age', 18), customId: 'comparison' }], customId: 'branch' };
      engine.addRule(Object.assign(new Rule({ conditions, event: EVENT }), { customId: 'rule' }));
      return [
        seen(engine.getFact('age'), 'customId'),
        seen(engine, 'rules', 0, 'conditions', 'customId'),
        seen(engine, 'rules', 0, 'conditions', 'all', 0, 'customId'),
        seen(engine, 'rules', 0, 'customId'),
      ];
    },
    gives: ['fact', 'branch', 'comparison', 'rule'],
  },
];

describeBehaviours('branches and named conditions', conditionBehaviours);
