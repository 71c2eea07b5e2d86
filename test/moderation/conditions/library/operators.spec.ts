import {
  comparison,
  describeBehaviours,
  equal,
  matches,
  matchesEach,
  seen,
  type Behaviour,
  type Classes,
} from '../../../support/conditions/behaviour.js';

const ages = (operator: string, value: unknown) => (classes: Classes) =>
  matchesEach(classes, { all: [comparison('age', operator, value)] }, { age: 49 }, { age: 50 }, { age: 51 });

const lists = (operator: string, value: unknown) => (classes: Classes) =>
  matchesEach(classes, { all: [comparison('list', operator, value)] }, { list: [5, 10] }, { list: [1, 2] });

const thresholds = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'];

/** Whether any of the thresholds matches one of the facts. */
async function thresholdsMatch(classes: Classes, ...facts: readonly unknown[]): Promise<readonly boolean[]> {
  const all = thresholds.map((operator) => ({ all: [comparison('age', operator, 50)] }));
  const found = await Promise.all(
    all.map((each) => matchesEach(classes, each, ...facts.map((age) => ({ age })))),
  );
  return found.flat();
}

function withOwn({ Engine, Operator, OperatorDecorator }: Classes) {
  const engine = new Engine();
  const operator = new Operator('firstIs', (text: string, letter: string) => text.startsWith(letter));
  const decorator = new OperatorDecorator('never', () => false);
  engine.addOperator(operator);
  engine.addOperatorDecorator(decorator);
  const evaluate = (name: string, left: unknown, right: unknown) => {
    const operators = seen(engine, 'operators');
    if (!hasGet(operators)) throw new Error('the engine has no operators');
    return operators.get(name)?.evaluate(left, right) ?? null;
  };
  return { engine, operator, decorator, evaluate };
}

function hasGet(value: unknown): value is {
  get(name: string): { evaluate(left: unknown, right: unknown): boolean } | null;
} {
  return typeof seen(value, 'get') === 'function';
}

/** Operators and decorators: condition.test, engine-operator, engine-operator-map, operator, operator-decorator. */
const operatorBehaviours: readonly Behaviour[] = [
  { it: 'equal', observe: ages('equal', 50), gives: [false, true, false] },
  { it: 'notEqual', observe: ages('notEqual', 50), gives: [true, false, true] },
  { it: 'in', observe: ages('in', [5, 50]), gives: [false, true, false] },
  { it: 'notIn', observe: ages('notIn', [5, 50]), gives: [true, false, true] },
  { it: 'lessThan', observe: ages('lessThan', 50), gives: [true, false, false] },
  { it: 'lessThanInclusive', observe: ages('lessThanInclusive', 50), gives: [true, true, false] },
  { it: 'greaterThan', observe: ages('greaterThan', 50), gives: [false, false, true] },
  { it: 'greaterThanInclusive', observe: ages('greaterThanInclusive', 50), gives: [false, true, true] },
  { it: 'contains', observe: lists('contains', 10), gives: [true, false] },
  { it: 'doesNotContain', observe: lists('doesNotContain', 10), gives: [false, true] },
  {
    it: 'equal, to a fact that is undefined',
    observe: (classes) =>
      matchesEach(classes, { all: [equal('age', undefined)] }, { age: undefined }, { age: 1 }),
    gives: [true, false],
  },
  {
    it: 'contains and doesNotContain on what is no list: never',
    observe: async (classes) => [
      await matches(classes, {
        conditions: { all: [comparison('list', 'contains', 1)] },
        facts: { list: null },
      }),
      await matches(classes, {
        conditions: { all: [comparison('list', 'doesNotContain', 1)] },
        facts: { list: null },
      }),
    ],
    gives: [false, false],
  },
  {
    it: 'thresholds on null: never',
    observe: (classes) => thresholdsMatch(classes, null),
    gives: [false, false, false, false],
  },
  {
    it: 'thresholds on what is no number: never',
    observe: async (classes) => [...new Set(await thresholdsMatch(classes, 'text', [], {}))],
    gives: [false],
  },
  {
    it: 'an operator of the suite, met and not met',
    observe: async (classes) =>
      Promise.all(
        ['Ann', 'Ben'].map((name) =>
          matches(classes, {
            conditions: { any: [comparison('name', 'firstIs', 'A')] },
            facts: { name },
            prepare: (engine) =>
              engine.addOperator('firstIs', (text: string, letter: string) => text.startsWith(letter)),
          }),
        ),
      ),
    gives: [true, false],
  },
  {
    it: 'an operator that nothing is called',
    observe: (classes) =>
      matches(classes, { conditions: { all: [comparison('age', 'unheardOf', 1)] }, facts: { age: 1 } }),
    gives: 'throws Unknown operator: unheardOf',
  },
  {
    it: 'an operator of the suite, from the map',
    observe: (classes) => withOwn(classes).evaluate('firstIs', 'test', 't'),
    gives: true,
  },
  {
    it: 'an operator that was removed',
    observe: (classes) => {
      const { engine, evaluate } = withOwn(classes);
      return [engine.removeOperator('firstIs'), evaluate('firstIs', 'test', 't')];
    },
    gives: [true, null],
  },
  {
    it: 'an operator that was never there cannot be removed',
    observe: ({ Engine }) => new Engine().removeOperator('nothing'),
    gives: false,
  },
  {
    it: 'an operator under a decorator of the suite',
    observe: (classes) => withOwn(classes).evaluate('never:firstIs', 'test', 't'),
    gives: false,
  },
  {
    it: 'a decorated operator, after the operator was removed',
    observe: (classes) => {
      const { engine, operator, evaluate } = withOwn(classes);
      engine.removeOperator(operator);
      return evaluate('never:firstIs', 'test', 't');
    },
    gives: null,
  },
  {
    it: 'a decorated operator, after the decorator was removed',
    observe: (classes) => {
      const { engine, decorator, evaluate } = withOwn(classes);
      engine.removeOperatorDecorator(decorator);
      return evaluate('never:firstIs', 'test', 't');
    },
    gives: null,
  },
  {
    it: 'four decorators in a row',
    observe: (classes) =>
      matchesEach(
        classes,
        { all: [comparison('odds', 'everyFact:someValue:not:greaterThanInclusive', [2, 4, 6, 8])] },
        { odds: [1, 3, 5, 7] },
        { odds: [1, 3, 5, 9] },
      ),
    gives: [true, false],
  },
  {
    it: 'the swap decorator',
    observe: (classes) =>
      matchesEach(classes, { all: [comparison('age', 'swap:contains', [1, 2, 3])] }, { age: 1 }, { age: 4 }),
    gives: [true, false],
  },
  {
    it: 'the operators that an engine begins with',
    observe: ({ Engine, Operator }) => {
      const engine = new Engine();
      const operators = seen(engine, 'operators');
      if (!hasGet(operators)) return null;
      const names = ['equal', 'notEqual', 'in', 'notIn', 'contains', 'doesNotContain', ...thresholds];
      return names.every((name) => operators.get(name) instanceof Operator);
    },
    gives: true,
  },
  {
    it: 'an operator by name or as an instance',
    observe: ({ Engine, Operator }) => {
      const engine = new Engine();
      const own = new Operator('own', () => true);
      engine.addOperator(own);
      engine.addOperator('other', () => true);
      const operators = seen(engine, 'operators');
      if (!hasGet(operators)) return null;
      return [Object.is(operators.get('own'), own), operators.get('other') instanceof Operator];
    },
    gives: [true, true],
  },
  {
    it: 'an operator keeps its name and its function',
    observe: ({ Operator }) => {
      const own = new Operator('own', () => true);
      return [own.name, typeof seen(own, 'cb')];
    },
    gives: ['own', 'function'],
  },
  {
    it: 'an operator without a name',
    observe: ({ Operator }) => Reflect.construct(Operator, []),
    gives: 'throws Missing operator name',
  },
  {
    it: 'an operator without a function',
    observe: ({ Operator }) => Reflect.construct(Operator, ['own']),
    gives: 'throws Missing operator callback',
  },
  {
    it: 'a decorator keeps its name and its function',
    observe: ({ OperatorDecorator }) => {
      const own = new OperatorDecorator('own', () => true);
      return [own.name, typeof seen(own, 'cb')];
    },
    gives: ['own', 'function'],
  },
  {
    it: 'a decorator without a name',
    observe: ({ OperatorDecorator }) => Reflect.construct(OperatorDecorator, []),
    gives: 'throws Missing decorator name',
  },
  {
    it: 'a decorator without a function',
    observe: ({ OperatorDecorator }) => Reflect.construct(OperatorDecorator, ['own']),
    gives: 'throws Missing decorator callback',
  },
  {
    it: 'a decorated operator carries both names',
    observe: ({ Operator, OperatorDecorator }) => {
      const decorator = new OperatorDecorator('own', () => true);
      const decorate: unknown = seen(decorator, 'decorate');
      if (typeof decorate !== 'function') return null;
      return seen(Reflect.apply(decorate, decorator, [new Operator('firstIs', () => true)]), 'name');
    },
    gives: 'own:firstIs',
  },
];

describeBehaviours('operators', operatorBehaviours);
