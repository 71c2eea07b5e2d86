import {
  asJson,
  call,
  describeBehaviours,
  type Behaviour,
  type Classes,
} from '../../../support/conditions/behaviour.js';

/** An almanac with one fact that counts how often it is asked. */
function counting({ Almanac, Fact }: Classes, options: { cache?: boolean }) {
  const almanac = new Almanac();
  const asked = { times: 0 };
  almanac.addFact(
    new Fact(
      'age',
      async () => {
        asked.times += 1;
        return 30;
      },
      options,
    ),
  );
  return { almanac, asked };
}

/** The almanac: almanac.test. */
const almanacBehaviours: readonly Behaviour[] = [
  {
    it: 'takes facts as values, as functions and as instances',
    observe: async ({ Almanac, Fact }) => {
      const almanac = new Almanac();
      almanac.addFact('value', 3);
      almanac.addFact('function', async () => 4);
      almanac.addFact(new Fact('instance', 5));
      return Promise.all(['value', 'function', 'instance'].map((name) => almanac.factValue(name)));
    },
    gives: [3, 4, 5],
  },
  {
    it: 'takes facts while rules run',
    observe: async ({ Almanac }) => {
      const almanac = new Almanac();
      almanac.addRuntimeFact('age', 30);
      return almanac.factValue('age');
    },
    gives: 30,
  },
  {
    it: 'keeps events by how they came about',
    observe: ({ Almanac }) => {
      const almanac = new Almanac();
      const events = (...outcome: readonly string[]) => asJson(call(almanac, 'getEvents', ...outcome));
      const before = events();
      call(almanac, 'addEvent', { type: 'met' }, 'success');
      call(almanac, 'addEvent', { type: 'missed' }, 'failure');
      return [before, events('success'), events('failure'), events()];
    },
    gives: [[], [{ type: 'met' }], [{ type: 'missed' }], [{ type: 'met' }, { type: 'missed' }]],
  },
  {
    it: 'passes parameters to facts',
    observe: async ({ Almanac }) => {
      const almanac = new Almanac();
      almanac.addFact('user', async ({ id }: Record<string, unknown>) => id ?? 'unknown');
      return [await almanac.factValue('user'), await almanac.factValue('user', { id: 1 })];
    },
    gives: ['unknown', 1],
  },
  {
    it: 'does not know what it was not given',
    observe: ({ Almanac }) => new Almanac().factValue('nothing'),
    gives: 'throws Undefined fact: nothing',
  },
  {
    it: 'finds the instance of a fact',
    observe: ({ Almanac, Fact }) => {
      const almanac = new Almanac();
      const fact = new Fact('age', 1);
      almanac.addFact(fact);
      return call(almanac, '_getFact', 'age') === fact;
    },
    gives: true,
  },
  {
    it: 'asks a fact once, and each time where it is not to be cached',
    observe: async (classes) => {
      const times: number[] = [];
      for (const cache of [true, false]) {
        const { almanac, asked } = counting(classes, { cache });
        for (let turn = 0; turn < 3; turn += 1) await almanac.factValue('age');
        times.push(asked.times);
      }
      return times;
    },
    gives: [1, 3],
  },
  {
    it: 'follows a path to any depth',
    observe: async ({ Almanac }) => {
      const almanac = new Almanac();
      almanac.addFact('users', { list: [{ name: 'George' }, { name: 'Thomas' }] });
      return almanac.factValue('users', undefined, '$..name');
    },
    gives: ['George', 'Thomas'],
  },
  {
    it: 'follows a path',
    observe: async ({ Almanac }) => {
      const almanac = new Almanac();
      almanac.addFact('users', { list: [{ name: 'George' }] });
      return almanac.factValue('users', undefined, '$.list[0].name');
    },
    gives: 'George',
  },
];

describeBehaviours('almanac', almanacBehaviours);
