import type { TopLevelCondition } from 'json-rules-engine';
import {
  EVENT,
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

const address = {
  state: { name: 'Colorado' },
  'dot.property': 'dotted',
  before: [
    { name: 'Joe', year: 2011 },
    { name: 'Jane', year: 2013 },
  ],
  now: [{ name: 'Larry', year: 2020 }],
};

/** Whether a comparison of something in the address matches. */
const inAddress = (path: string, operator: string, value: unknown) => (classes: Classes) =>
  matches(classes, {
    conditions: { any: [{ ...comparison('account', operator, value), params: { id: 1 }, path }] },
    prepare: (engine) => engine.addFact('account', async ({ id }) => ({ age: id === 1 ? 14 : 75, address })),
  });

/** How often each fact was asked for. */
async function asked(
  { Engine }: Classes,
  conditions: readonly TopLevelCondition[],
  values: Readonly<Record<string, unknown>>,
  options: Readonly<Record<string, { cache?: boolean; priority?: number }>> = {},
): Promise<unknown> {
  const engine = new Engine();
  const times: Record<string, number> = {};
  for (const [name, value] of Object.entries(values)) {
    times[name] = 0;
    engine.addFact(
      name,
      () => {
        times[name] = (times[name] ?? 0) + 1;
        return value;
      },
      options[name],
    );
  }
  for (const each of conditions) engine.addRule({ conditions: each, event: EVENT });
  const { events } = await engine.run();
  return { matched: events.length, times };
}

const priorities = { age: { priority: 100 }, segment: { priority: 50 }, type: { priority: 25 } };
const grown = comparison('age', 'greaterThanInclusive', 18);
const human = equal('segment', 'human');
const admin = equal('type', 'admin');
const timesAsked = (age: number, segment: number, type: number, matched = 0) => ({
  matched,
  times: { age, segment, type },
});
const twenties = {
  all: [comparison('age', 'lessThanInclusive', 25), comparison('age', 'notIn', [21, 22]), grown],
};

/** Facts: engine-fact, -fact-comparison, -fact-priority, -facts-calling-facts, -cache, -parallel-condition-cache, -error-handling. */
const factBehaviours: readonly Behaviour[] = [
  {
    it: 'an undefined fact',
    observe: (classes) => matches(classes, { conditions: { any: [equal('nothing', 1)] } }),
    gives: 'throws Undefined fact: nothing',
  },
  {
    it: 'an undefined fact, where that is allowed: nothing equals it',
    observe: async (classes) => {
      const conditions = { any: [equal('nothing', 1), equal('age', 1)] };
      const options = { allowUndefinedFacts: true };
      return [
        await matches(classes, { conditions, facts: { age: 1 }, options }),
        await matches(classes, { conditions, facts: { age: 2 }, options }),
      ];
    },
    gives: [true, false],
  },
  {
    it: 'parameters go to the fact',
    observe: async (classes) => {
      const of = (id: number) =>
        matches(classes, {
          conditions: { any: [{ ...comparison('age', 'lessThan', 50), params: { id } }] },
          prepare: (engine) => engine.addFact('age', ({ id: one }) => (one === 1 ? 14 : 75)),
        });
      return [await of(1), await of(2)];
    },
    gives: [true, false],
  },
  { it: 'a path into an object', observe: inAddress('$.age', 'lessThan', 50), gives: true },
  { it: 'a path into an object: not met', observe: inAddress('$.age', 'lessThan', 14), gives: false },
  { it: 'a path with an index', observe: inAddress('$.address.before[0].year', 'equal', 2011), gives: true },
  {
    it: 'a path with an index: not met',
    observe: inAddress('$.address.before[0].year', 'equal', 2010),
    gives: false,
  },
  {
    it: 'a path with a quoted name',
    observe: inAddress("$.address.['dot.property']", 'equal', 'dotted'),
    gives: true,
  },
  {
    it: 'a path that leads nowhere',
    observe: inAddress('$.no.such[99].path', 'equal', undefined),
    gives: true,
  },
  {
    it: 'a path that begins with an index',
    observe: (classes) =>
      matchesEach(
        classes,
        { all: [{ ...equal('age', 50), path: '$.[0].id' }] },
        { age: [{ id: 50 }] },
        { age: [{ id: 60 }] },
      ),
    gives: [true, false],
  },
  ...['before', 'now'].map((list): Behaviour => {
    const path = `$.address.${list}[*].year`;
    return {
      it: `a path with a wildcard into a list: ${list}`,
      observe: inAddress(path, 'contains', list === 'now' ? 2020 : 2011),
      gives: true,
      givesHere: `throws "${path}" is not a path of properties and indexes`,
    };
  }),
  {
    it: 'a path into an object that was given to the run',
    observe: (classes) =>
      matches(classes, {
        conditions: { all: [{ ...equal('x', 1), path: '$.y' }] },
        facts: { x: { y: 1 }, a: 2 },
      }),
    gives: true,
  },
  {
    it: 'a path into what is no object: passed over',
    observe: (classes) =>
      matchesEach(classes, { all: [{ ...equal('age', 50), path: '$.[0].id' }] }, { age: 50 }, { age: 60 }),
    gives: [true, false],
  },
  {
    it: 'a resolver of the suite for paths',
    observe: (classes) =>
      matches(classes, {
        conditions: { all: [{ ...equal('x', 99), path: 'y/0' }] },
        facts: { x: { y: [99] } },
        options: { pathResolver: (value, path) => seen(value, ...path.split('/')) },
      }),
    gives: true,
  },
  {
    it: 'facts that answer later, at once, and at once with another value',
    observe: async (classes) => {
      const of = (fact: () => unknown) =>
        matches(classes, {
          conditions: { all: [comparison('age', 'lessThan', 50)] },
          prepare: (engine) => engine.addFact('age', fact),
        });
      const later = () => new Promise((resolve) => void setImmediate(() => resolve(30)));
      return [await of(later), await of(() => 20), await of(() => 100)];
    },
    gives: [true, true, false],
  },
  {
    it: 'a fact that throws',
    observe: (classes) =>
      matches(classes, {
        conditions: { any: [equal('age', 1)] },
        prepare: (engine) =>
          engine.addFact('age', () => {
            throw new Error('problem occurred');
          }),
      }),
    gives: 'throws problem occurred',
  },
  {
    it: 'a fact compared with a fact',
    observe: (classes) =>
      matchesEach(
        classes,
        { all: [comparison('height', 'lessThanInclusive', { fact: 'width' })] },
        { height: 1, width: 2 },
        { height: 2, width: 1 },
      ),
    gives: [true, false],
  },
  {
    it: 'a fact compared with a fact, each with parameters and a path',
    observe: async (classes) => {
      const other = { fact: 'high', params: { by: 4 }, path: '$.metres' };
      const conditions = { all: [{ ...equal('wide', other), params: { by: 2 }, path: '$.feet' }] };
      const of = (width: number) =>
        matches(classes, {
          conditions,
          facts: { height: 5, width },
          prepare: (engine) => {
            engine.addFact('high', async ({ by }, almanac) => ({
              metres: by * (await almanac.factValue<number>('height')),
            }));
            engine.addFact('wide', async ({ by }, almanac) => ({
              feet: by * (await almanac.factValue<number>('width')),
            }));
          },
        });
      return [await of(10), await of(9)];
    },
    gives: [true, false],
  },
  {
    it: 'both values of a comparison are in the result',
    observe: async (classes) => {
      const conditions = { all: [comparison('height', 'lessThanInclusive', { fact: 'width' })] };
      const { results } = await run(classes, { conditions, facts: { height: 1, width: 2 } });
      return [
        seen(results[0], 'conditions', 'all', 0, 'factResult'),
        seen(results[0], 'conditions', 'all', 0, 'valueResult'),
      ];
    },
    gives: [1, 2],
  },
  {
    it: 'all: nothing is asked after the fact of the highest priority fails',
    observe: (classes) =>
      asked(
        classes,
        [{ all: [admin, human, grown] }],
        { age: 10, segment: 'human', type: 'admin' },
        priorities,
      ),
    gives: timesAsked(1, 0, 0),
  },
  {
    it: 'all: nothing is asked after the second fails',
    observe: (classes) =>
      asked(
        classes,
        [{ all: [admin, human, grown] }],
        { age: 20, segment: 'robot', type: 'admin' },
        priorities,
      ),
    gives: timesAsked(1, 1, 0),
  },
  {
    it: 'all within all: nothing is asked after the second fails',
    observe: (classes) =>
      asked(
        classes,
        [{ all: [grown, { all: [human, admin] }] }],
        { age: 20, segment: 'robot', type: 'admin' },
        priorities,
      ),
    gives: timesAsked(1, 1, 0),
  },
  {
    it: 'any: nothing is asked after the fact of the highest priority matches',
    observe: (classes) =>
      asked(
        classes,
        [{ any: [admin, human, grown] }],
        { age: 20, segment: 'human', type: 'admin' },
        priorities,
      ),
    gives: timesAsked(1, 0, 0, 1),
  },
  {
    it: 'any: nothing is asked after the second matches',
    observe: (classes) =>
      asked(
        classes,
        [{ any: [admin, human, grown] }],
        { age: 10, segment: 'human', type: 'admin' },
        priorities,
      ),
    gives: timesAsked(1, 1, 0, 1),
  },
  {
    it: 'any within all: nothing is asked after one of them matches',
    observe: (classes) =>
      asked(
        classes,
        [{ all: [grown, { any: [human, admin] }] }],
        { age: 20, segment: 'human', type: 'admin' },
        priorities,
      ),
    gives: timesAsked(1, 1, 0, 1),
  },
  {
    it: 'a fact is asked once for three rules',
    observe: (classes) =>
      asked(
        classes,
        [{ any: [grown] }, { any: [grown] }, { any: [grown] }],
        { age: 22 },
        { age: { cache: true } },
      ),
    gives: { matched: 3, times: { age: 1 } },
  },
  {
    it: 'a fact without a cache is asked for each rule',
    observe: (classes) =>
      asked(
        classes,
        [{ any: [grown] }, { any: [grown] }, { any: [grown] }],
        { age: 22 },
        { age: { cache: false } },
      ),
    gives: { matched: 3, times: { age: 3 } },
  },
  {
    it: 'a fact is asked once for three comparisons',
    observe: (classes) => asked(classes, [twenties], { age: 24 }),
    gives: { matched: 1, times: { age: 1 } },
  },
  {
    it: 'a fact without a cache is asked for each comparison',
    observe: (classes) => asked(classes, [twenties], { age: 24 }, { age: { cache: false } }),
    gives: { matched: 1, times: { age: 3 } },
  },
  {
    it: 'a fact is asked once for comparisons of two rules',
    observe: (classes) =>
      asked(classes, [twenties, { all: [comparison('age', 'notIn', [21, 22])] }], { age: 24 }),
    gives: { matched: 2, times: { age: 1 } },
  },
  {
    it: 'facts read other facts, which are asked once; by other parameters they are asked anew',
    observe: async (classes) => {
      const times = { data: 0, field: 0 };
      const field = (name: string) => ({ fact: 'field', params: { name } });
      const conditions = {
        all: [
          { ...field('age'), operator: 'lessThanInclusive', value: 25 },
          { ...field('zip'), operator: 'equal', value: 80211 },
        ],
      };
      const { events } = await run(classes, {
        conditions,
        prepare: (engine) => {
          engine.addRule({
            conditions: { all: [{ ...field('age'), operator: 'equal', value: 20 }] },
            event: EVENT,
          });
          engine.addFact('data', async () => {
            times.data += 1;
            return { age: 20, zip: 80211 };
          });
          engine.addFact('field', async ({ name }, almanac) => {
            times.field += 1;
            return seen(await almanac.factValue('data'), name);
          });
        },
      });
      return { matched: events.length, times };
    },
    gives: { matched: 2, times: { data: 1, field: 2 } },
  },
  {
    it: 'a fact without an id',
    observe: ({ Fact }) => Reflect.construct(Fact, []),
    gives: 'throws factId required',
  },
  {
    it: 'a constant fact keeps its id, its value and its options',
    observe: ({ Fact }) => {
      const fact = new Fact('age', 10, { cache: false });
      return [fact.id, fact.value, seen(fact, 'options'), seen(fact, 'type'), call(fact, 'isConstant')];
    },
    gives: ['age', 10, { cache: false }, 'CONSTANT', true],
  },
  {
    it: 'a fact that is a function is dynamic',
    observe: ({ Fact }) => {
      const fact = new Fact('age', () => 10);
      return [fact.id, seen(fact, 'type'), call(fact, 'calculate')];
    },
    gives: ['age', 'DYNAMIC', 10],
  },
];

describeBehaviours('facts', factBehaviours);
