import {
  EVENT,
  asJson,
  atLeast,
  call,
  describeBehaviours,
  equal,
  run,
  seen,
  type Behaviour,
  type Classes,
} from '../../../support/conditions/behaviour.js';

const RULE = { conditions: { all: [equal('age', 1), equal('points', 2)] }, event: EVENT };

/** An engine with two rules, put in order. */
function withTwo({ Engine, Rule }: Classes) {
  const engine = new Engine();
  const rules = ['one', 'two'].map((name) => new Rule({ ...RULE, name }));
  for (const rule of rules) engine.addRule(rule);
  call(engine, 'prioritizeRules');
  const left = () => [seen(engine, 'rules', 'length'), seen(engine, 'prioritizedRules') === null];
  return { engine, rules, left };
}

/** Two rules on one fact: from 21, from 75. */
function ofAges({ Engine }: Classes) {
  const engine = new Engine();
  for (const age of [21, 75])
    engine.addRule({ conditions: { any: [atLeast('age', age)] }, event: { type: `from ${age}` } });
  return engine;
}

/** The engine and its runs: engine.test, engine-run, -rule-priority, -controls, index.test. */
const engineBehaviours: readonly Behaviour[] = [
  {
    it: 'has ways to manage rules, facts, operators and itself',
    observe: ({ Engine }) =>
      [
        'addRule',
        'removeRule',
        'addOperator',
        'removeOperator',
        'addFact',
        'removeFact',
        'run',
        'stop',
      ].every((name) => typeof seen(new Engine(), name) === 'function'),
    gives: true,
  },
  {
    it: 'begins ready, with or without rules',
    observe: ({ Engine }) =>
      [new Engine(), new Engine([RULE, RULE])].map((each) => [
        seen(each, 'status'),
        seen(each, 'rules', 'length'),
      ]),
    gives: [
      ['READY', 0],
      ['READY', 2],
    ],
  },
  {
    it: 'is finished once it is stopped',
    observe: ({ Engine }) => seen(new Engine().stop(), 'status'),
    gives: 'FINISHED',
  },
  {
    it: 'is running while it runs, and finished afterwards',
    observe: async ({ Engine }) => {
      const engine = new Engine([{ conditions: { all: [] }, event: EVENT }]);
      const states = [seen(engine, 'status')];
      engine.on('success', () => void states.push(seen(engine, 'status')));
      await engine.run();
      return [...states, seen(engine, 'status')];
    },
    gives: ['READY', 'RUNNING', 'FINISHED'],
  },
  {
    it: 'takes a rule as an instance',
    observe: ({ Engine, Rule }) => {
      const [engine, rule] = [new Engine(), new Rule(RULE)];
      engine.addRule(rule);
      return seen(engine, 'rules', 0) === rule;
    },
    gives: true,
  },
  {
    it: 'takes no rule without conditions',
    observe: ({ Engine }) => call(new Engine(), 'addRule', { event: EVENT }),
    gives: 'throws Engine: addRule() argument requires "conditions" property',
  },
  {
    it: 'takes no rule without an event',
    observe: ({ Engine }) => call(new Engine(), 'addRule', { conditions: { all: [] } }),
    gives: 'throws Engine: addRule() argument requires "event" property',
  },
  {
    it: 'updates a rule by its name',
    observe: (classes) => {
      const { engine } = withTwo(classes);
      engine.updateRule(new classes.Rule({ conditions: { all: [] }, event: EVENT, name: 'one' }));
      const all = seen(engine, 'rules');
      if (!Array.isArray(all)) return null;
      return Object.fromEntries(
        all.map((rule: unknown) => [String(seen(rule, 'name')), seen(rule, 'conditions', 'all', 'length')]),
      );
    },
    gives: { one: 0, two: 2 },
  },
  {
    it: 'updates no rule that it has not',
    observe: (classes) => withTwo(classes).engine.updateRule(new classes.Rule({ ...RULE, name: 'three' })),
    gives: 'throws Engine: updateRule() rule not found',
  },
  {
    it: 'removes a rule by its name',
    observe: (classes) => {
      const { engine, left } = withTwo(classes);
      return [engine.removeRule('one'), ...left()];
    },
    gives: [true, 1, true],
  },
  {
    it: 'removes all rules of a name',
    observe: (classes) => {
      const { engine, left } = withTwo(classes);
      engine.addRule({ ...RULE, name: 'one' });
      return [engine.removeRule('one'), ...left()];
    },
    gives: [true, 1, true],
  },
  {
    it: 'removes no rule by a name that it has not',
    observe: (classes) => {
      const { engine, left } = withTwo(classes);
      return [engine.removeRule('three'), ...left()];
    },
    gives: [false, 2, false],
  },
  {
    it: 'removes a rule by its instance, and not the other of its name',
    observe: (classes) => {
      const { engine, rules, left } = withTwo(classes);
      engine.addRule({ ...RULE, name: 'one' });
      const [first] = rules;
      return first === undefined ? null : [engine.removeRule(first), ...left()];
    },
    gives: [true, 2, true],
  },
  {
    it: 'removes no instance that it has not',
    observe: (classes) => {
      const { engine, left } = withTwo(classes);
      return [engine.removeRule(new classes.Rule(RULE)), ...left()];
    },
    gives: [false, 2, false],
  },
  {
    it: 'takes facts as values, functions and instances, with options',
    observe: ({ Engine, Fact }) => {
      const engine = new Engine();
      const options = { cache: false };
      engine.addFact('value', 1, options);
      engine.addFact('function', () => 2, options);
      engine.addFact(new Fact('instance', 3, options));
      return ['value', 'function', 'instance'].map((name) => {
        const fact = engine.getFact(name);
        return [seen(fact, 'value') ?? null, seen(fact, 'options')];
      });
    },
    gives: [
      [1, { cache: false }],
      [null, { cache: false }],
      [3, { cache: false }],
    ],
  },
  {
    it: 'removes a fact, once',
    observe: ({ Engine }) => {
      const engine = new Engine();
      engine.addFact('age', 1);
      return [engine.removeFact('age'), engine.removeFact('age')];
    },
    gives: [true, false],
  },
  {
    it: 'keeps its rules from other engines',
    observe: ({ Engine }) => {
      const [one, other] = [new Engine(), new Engine()];
      one.addRule(RULE);
      return [seen(one, 'rules', 'length'), seen(other, 'rules', 'length')];
    },
    gives: [1, 0],
  },
  {
    it: 'keeps runs at the same time apart',
    observe: async (classes) => {
      const engine = ofAges(classes);
      const runs = await Promise.all([50, 10, 12, 30, 14, 15, 25].map((age) => engine.run({ age })));
      return runs.map(({ events }) => events.length);
    },
    gives: [1, 0, 0, 1, 0, 0, 1],
  },
  {
    it: 'prefers the facts of a run to its own, for that run',
    observe: async (classes) => {
      const engine = ofAges(classes);
      engine.addFact('age', 30);
      const counts: number[] = [];
      for (const facts of [{ age: 85 }, {}, { age: 2 }]) counts.push((await engine.run(facts)).events.length);
      return counts;
    },
    gives: [2, 1, 0],
  },
  {
    it: 'gives the events that came about, and those that did not',
    observe: async (classes) => {
      const outcomes = await Promise.all([90, 30, 10].map((age) => ofAges(classes).run({ age })));
      return outcomes.map(({ events, failureEvents }) => [events, failureEvents]);
    },
    gives: [
      [[{ type: 'from 21' }, { type: 'from 75' }], []],
      [[{ type: 'from 21' }], [{ type: 'from 75' }]],
      [[], [{ type: 'from 21' }, { type: 'from 75' }]],
    ],
  },
  {
    it: 'gives the almanac, with the facts that were added on the way',
    observe: async (classes) => {
      const engine = ofAges(classes);
      engine.on('success', ({ type }, almanac) => almanac.addRuntimeFact(`seen ${type}`, true));
      const { almanac } = await engine.run({ age: 90 });
      return [
        almanac instanceof classes.Almanac,
        await almanac.factValue('age'),
        await almanac.factValue('seen from 21'),
        await almanac.factValue('seen from 75'),
      ];
    },
    gives: [true, 90, true, true],
  },
  {
    it: 'takes an almanac of the suite',
    observe: async (classes) => {
      class Shouting extends classes.Almanac {}
      const factValue = seen(classes.Almanac.prototype, 'factValue');
      Reflect.set(
        Shouting.prototype,
        'factValue',
        async function shout(this: object, ...given: readonly unknown[]) {
          const value: unknown = await Reflect.apply(Object(factValue), this, given);
          return typeof value === 'string' ? value.toUpperCase() : value;
        },
      );
      const { almanac, events } = await ofAges(classes).run(
        { greeting: 'hello', age: 30 },
        { almanac: new Shouting() },
      );
      return [await almanac.factValue('greeting'), events.length];
    },
    gives: ['HELLO', 1],
  },
  {
    it: 'tries rules of higher priority first, and waits for what their events do',
    observe: async ({ Engine }) => {
      const engine = new Engine();
      const order: string[] = [];
      for (const [type, priority] of [
        ['middle', 50],
        ['first', 100],
        ['last', 1],
      ] as const) {
        engine.addRule({ conditions: { any: [atLeast('age', 21)] }, event: { type }, priority });
        call(engine, 'on', type, async () => {
          for (let turn = 0; turn < priority; turn += 1) await Promise.resolve();
          order.push(type);
        });
      }
      await engine.run({ age: 22 });
      return order;
    },
    gives: ['first', 'middle', 'last'],
  },
  {
    it: 'puts rules in order anew when one is added',
    observe: (classes) => {
      const { engine, left } = withTwo(classes);
      engine.addRule(RULE);
      return left();
    },
    gives: [3, true],
  },
  {
    it: 'tries no rule of lower priority once it is stopped',
    observe: async ({ Engine }) => {
      const engine = new Engine();
      let asked = 0;
      engine.addRule({ conditions: { any: [atLeast('age', 18)] }, event: EVENT, priority: 100 });
      engine.addRule({ conditions: { any: [equal('segment', 'human')] }, event: EVENT });
      engine.addFact('age', 20);
      engine.addFact('segment', () => (asked += 1));
      engine.on('success', () => void engine.stop());
      const { events } = await engine.run();
      return [events.length, asked];
    },
    gives: [1, 0],
  },
  {
    it: 'answers for a thousand facts under all and any',
    observe: async (classes) => {
      const many = Array.from({ length: 1_000 }, (_, at) => equal(`fact ${at}`, at));
      const facts = Object.fromEntries(many.map(({ fact, value }) => [fact, value]));
      const outcomes = await Promise.all([
        run(classes, { conditions: { all: many }, facts }),
        run(classes, { conditions: { any: many }, facts }),
      ]);
      return asJson(outcomes.map(({ events }) => events.length));
    },
    gives: [1, 1],
  },
];

describeBehaviours('engine', engineBehaviours);
