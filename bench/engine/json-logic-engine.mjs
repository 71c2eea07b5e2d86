import { LogicEngine } from 'json-logic-engine';
import { keyOf, verdictOf } from './conditions.mjs';

const signs = {
  equal: '===',
  notEqual: '!==',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
};
const opposites = { notIn: 'in', doesNotContain: 'contains' };

/** A condition in JsonLogic. Readings are looked up by place, in a list. `null` compares as 0 there, so that some comparisons are guarded. */
function logicOf(condition, task) {
  if ('all' in condition) return { and: condition.all.map((each) => logicOf(each, task)) };
  if ('any' in condition) return { or: condition.any.map((each) => logicOf(each, task)) };
  if ('not' in condition) return { '!': [logicOf(condition.not, task)] };
  const field = task.fields.get(keyOf(condition));
  const logic = comparisonOf(condition, Number(field.slice(1)));
  return task.nullable.has(field) && matchesNull(condition)
    ? { and: [{ '!==': [{ val: Number(field.slice(1)) }, null] }, logic] }
    : logic;
}

function comparisonOf({ operator, value, path }, slot) {
  if (operator in opposites)
    return { '!': [comparisonOf({ operator: opposites[operator], value, path }, slot)] };
  const left = { val: path === '$.length' ? [slot, 'length'] : path === '$[0]' ? [slot, 0] : slot };
  switch (operator) {
    case 'in':
      return { in: [left, value] };
    case 'contains':
    case 'containsText':
      return { in: [value, left] };
    case 'startsWith':
    case 'endsWith':
      return { [operator]: [left, value] };
    default:
      return { [signs[operator]]: [left, value] };
  }
}

/** Whether a comparison would take `null` for 0, or for an empty list, and match. */
function matchesNull({ operator, value }) {
  switch (operator) {
    case 'lessThan':
      return value > 0;
    case 'lessThanInclusive':
      return value >= 0;
    case 'greaterThan':
      return value < 0;
    case 'greaterThanInclusive':
      return value <= 0;
    default:
      return operator === 'doesNotContain';
  }
}

/** The two operators that JsonLogic lacks, compiled as its own are. */
function withTextOperators(engine) {
  for (const name of ['startsWith', 'endsWith']) {
    engine.addMethod(name, {
      method: ([left, right]) => left !== null && left[name](right),
      deterministic: true,
      compile: ([left, right], state) =>
        name === 'startsWith'
          ? state.compile`((prev = ${left}) !== null && prev.startsWith(${right}))`
          : state.compile`((prev = ${left}) !== null && prev.endsWith(${right}))`,
    });
  }
  return engine;
}

/** Up to here a function for each rule was fastest; beyond, one for every ten. */
const FEW_RULES = 500;

/**
 * Compiled to JavaScript by `build()`, with readings in a list, where they are found by place. Tried and slower: readings in
 * an object, one function for all rules, fifty rules a function, the interpreter (20 times at 200 rules).
 */
export const jsonLogicEngine = {
  name: 'json-logic-engine',
  formulation: 'rules compiled by build(), one function a rule up to 500 rules, beyond that for every ten',
  prepare(task) {
    const engine = withTextOperators(new LogicEngine());
    const logic = task.rules.map(({ conditions }) => logicOf(conditions, task));
    const judge =
      logic.length <= FEW_RULES ? bySingles(engine, logic, task.rules) : byTens(engine, logic, task.rules);
    return { inputOf: ({ row }) => row, judgeAll: (rows) => rows.map((row) => judge(row)) };
  },
};

function bySingles(engine, logic, rules) {
  const compiled = logic.map((each) => engine.build(each));
  return (row) => {
    const matched = [];
    for (let rank = 0; rank < compiled.length; rank++) if (compiled[rank](row)) matched.push(rules[rank]);
    return verdictOf(matched);
  };
}

function byTens(engine, logic, rules) {
  const compiled = [];
  for (let rank = 0; rank < logic.length; rank += 10)
    compiled.push(engine.build(logic.slice(rank, rank + 10)));
  return (row) => {
    const matched = [];
    for (let ten = 0; ten < compiled.length; ten++) {
      const truths = compiled[ten](row);
      for (let one = 0; one < truths.length; one++) if (truths[one]) matched.push(rules[ten * 10 + one]);
    }
    return verdictOf(matched);
  };
}
