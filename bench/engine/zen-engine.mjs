import zen from '@gorules/zen-engine';
import { keyOf, verdictOf } from './conditions.mjs';

const signs = { lessThan: '<', lessThanInclusive: '<=', greaterThan: '>', greaterThanInclusive: '>=' };

/** A condition in ZEN's expression language. It has no order on `null`, and no text or list functions. */
function expressionOf(condition, task) {
  if ('all' in condition) return `(${condition.all.map((each) => expressionOf(each, task)).join(' and ')})`;
  if ('any' in condition) return `(${condition.any.map((each) => expressionOf(each, task)).join(' or ')})`;
  if ('not' in condition) return `not(${expressionOf(condition.not, task)})`;
  const field = task.fields.get(keyOf(condition));
  const comparison = comparisonOf(condition, field);
  const mayThrow = !['equal', 'notEqual', 'in', 'notIn'].includes(condition.operator) || 'path' in condition;
  return mayThrow && task.nullable.has(field) ? `(${field} != null and ${comparison})` : comparison;
}

function comparisonOf({ operator, value, path }, field) {
  const right = JSON.stringify(value);
  const left = path === '$.length' ? `len(${field})` : path === '$[0]' ? `${field}[0]` : field;
  switch (operator) {
    case 'equal':
      return `${left} == ${right}`;
    case 'notEqual':
      return `${left} != ${right}`;
    case 'in':
      return `${left} in ${right}`;
    case 'notIn':
      return `not(${left} in ${right})`;
    case 'contains':
      return `${right} in ${left}`;
    case 'doesNotContain':
      return `not(${right} in ${left})`;
    case 'startsWith':
    case 'endsWith':
      return `${operator}(${left}, ${right})`;
    case 'containsText':
      return `contains(${left}, ${right})`;
    default:
      return `${left} ${signs[operator]} ${right}`;
  }
}

function nodeOf(id, type, content) {
  return { id, name: id, type, position: { x: 0, y: 0 }, ...(content === undefined ? {} : { content }) };
}

function graphOf(expression) {
  const content = {
    expressions: [{ id: 'matches', key: 'matches', value: expression }],
    passThrough: false,
    inputField: 'items',
    outputPath: 'items',
    executionMode: 'loop',
  };
  return {
    nodes: [
      nodeOf('in', 'inputNode'),
      nodeOf('rules', 'expressionNode', content),
      nodeOf('out', 'outputNode'),
    ],
    edges: [
      { id: 'before', type: 'edge', sourceId: 'in', targetId: 'rules' },
      { id: 'after', type: 'edge', sourceId: 'rules', targetId: 'out' },
    ],
  };
}

/**
 * A decision graph of one expression node, which is one list of booleans, a rule each, and loops over the items of a callback: one
 * call of the native code for all of them. Compiled beforehand (`ZenDecisionContent`). Tried and slower: a decision table
 * that collects its hits, an expression for each rule, the same graph not compiled (six to eight times as long), expressions evaluated
 * synchronously (parsed each time), a graph that evaluates every different comparison once and rules over these (it pays at
 * 10,000 rules only, by a sixth).
 */
export const zenEngine = {
  name: 'zen-engine',
  formulation: 'a compiled graph: one expression node with a list of all rules, in a loop over the items',
  prepare(task) {
    const list = task.rules.map(({ conditions }) => expressionOf(conditions, task)).join(', ');
    const decision = new zen.ZenEngine().createDecision(new zen.ZenDecisionContent(graphOf(`[${list}]`)));
    return {
      inputOf: ({ readings }) => readings(),
      async judgeAll(items) {
        const { result } = await decision.evaluate({ items });
        return result.items.map(({ matches }) => verdictOf(task.rules.filter((_, rank) => matches[rank])));
      },
    };
  },
};
