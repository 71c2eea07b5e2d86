/** Names a reading: a fact with its parameters. The generator writes parameters in one order, so their text will do. */
export function keyOf({ fact, params }) {
  return params === undefined || params === null ? fact : `${fact}${JSON.stringify(params)}`;
}

/** The comparisons of a rule's conditions, in the order they are written. */
export function comparisonsOf(condition) {
  if ('fact' in condition) return [condition];
  if ('not' in condition) return comparisonsOf(condition.not);
  return (condition.all ?? condition.any).flatMap(comparisonsOf);
}

/**
 * Whether conditions match, written as plainly as the format allows: nothing is made ready, nothing remembered. The generator writes
 * examples with it, and a run holds all contenders to it.
 * @param readings values by key
 */
export function matches(condition, readings) {
  if ('all' in condition) return condition.all.every((each) => matches(each, readings));
  if ('any' in condition) return condition.any.some((each) => matches(each, readings));
  if ('not' in condition) return !matches(condition.not, readings);
  return compare[condition.operator](at(readings[keyOf(condition)], condition.path), condition.value);
}

/** The generator's paths are `$.length` and `$[0]`; they do nothing to a value that is no list. */
function at(value, path) {
  if (path === undefined || !Array.isArray(value)) return value;
  return path === '$.length' ? value.length : value[0];
}

const numbers = (test) => (left, right) => typeof left === 'number' && test(left, right);
const texts = (test) => (left, right) => typeof left === 'string' && test(left, right);

const compare = {
  equal: (left, right) => left === right,
  notEqual: (left, right) => left !== right,
  in: (left, right) => right.includes(left),
  notIn: (left, right) => !right.includes(left),
  contains: (left, right) => Array.isArray(left) && left.includes(right),
  doesNotContain: (left, right) => Array.isArray(left) && !left.includes(right),
  lessThan: numbers((left, right) => left < right),
  lessThanInclusive: numbers((left, right) => left <= right),
  greaterThan: numbers((left, right) => left > right),
  greaterThanInclusive: numbers((left, right) => left >= right),
  startsWith: texts((left, right) => left.startsWith(right)),
  endsWith: texts((left, right) => left.endsWith(right)),
  containsText: texts((left, right) => left.includes(right)),
};

/**
 * The verdict of rules in the order of deciding on one item's readings: the first terminal rule that matched decides; with
 * none, the item passes.
 * @param matched rules that matched, in the order of deciding
 */
export function verdictOf(matched) {
  const names = [];
  let decided = null;
  for (const rule of matched) {
    names.push(rule.name);
    if (decided === null && rule.code !== null) decided = rule;
  }
  return decided === null
    ? { code: 0, rule: null, matched: names }
    : { code: decided.code, rule: decided.name, matched: names };
}

/** Terminal rules first: by priority, higher first, then deny before allow, then name by code point. */
export function inOrderOfDeciding(a, b) {
  const rank = { deny: 0, allow: 1, flag: 2 };
  const ends = ({ event }) => (event.type === 'flag' ? 1 : 0);
  return (
    ends(a) - ends(b) ||
    b.priority - a.priority ||
    rank[a.event.type] - rank[b.event.type] ||
    (a.name < b.name ? -1 : 1)
  );
}
