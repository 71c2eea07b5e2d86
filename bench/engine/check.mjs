import { performance } from 'node:perf_hooks';
import { matches, verdictOf } from './conditions.mjs';

/** Milliseconds of checking for a contender. */
const MOST_MS = 3_000;

/** The plain verdicts on the items of a callback. */
function plainVerdicts(task, callback) {
  return callback.map(({ row }) => {
    const readings = Object.fromEntries([...task.fields.keys()].map((key, slot) => [key, row[slot]]));
    return verdictOf(task.rules.filter(({ conditions }) => matches(conditions, readings)));
  });
}

function said({ code, rule, matched }) {
  return JSON.stringify({ code, rule, matched: [...matched].sort(byCodePoint) });
}

const byCodePoint = (a, b) => (a < b ? -1 : Number(a > b));

/** The expected verdicts on callbacks, and the share of rules (0 to 1) that match an average item. */
export function expectedOf(task, callbacks) {
  const verdicts = callbacks.map((callback) => plainVerdicts(task, callback));
  const matched = verdicts.flat().map((verdict) => verdict.matched.length);
  const share = matched.reduce((sum, each) => sum + each, 0) / matched.length / task.rules.length;
  return { said: verdicts.map((each) => each.map(said)), share };
}

/**
 * Holds a contender to the code, the deciding rule and the set of matched rules of each item. Throws at the first difference.
 * Leaves callbacks out for which a slow one has not the time.
 * @returns how many items it was held to
 */
export async function check(contender, callbacks, ready, expected) {
  let items = 0;
  let spentMs = 0;
  for (const [index, callback] of callbacks.entries()) {
    if (items > 0 && spentMs + (spentMs / items) * callback.length > MOST_MS) continue;
    const inputs = callback.map((item) => ready.inputOf(item));
    const begun = performance.now();
    compare(contender, index, await ready.judgeAll(inputs), expected.said[index]);
    spentMs += performance.now() - begun;
    items += callback.length;
  }
  return items;
}

function compare({ name }, callback, verdicts, expected) {
  const got = verdicts.map(said);
  const item = expected.findIndex((each, index) => each !== got[index]);
  if (item < 0 && got.length === expected.length) return;
  throw new Error(
    `${name} differs on item ${item} of callback ${callback}:\n${got[item]}\ninstead of\n${expected[item]}`,
  );
}
