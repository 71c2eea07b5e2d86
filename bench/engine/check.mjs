import { performance } from 'node:perf_hooks';
import { matches, verdictOf } from './conditions.mjs';

/** Milliseconds of checking for a contender, and callbacks that it is held to whatever they take. */
const MOST_MS = 2_000;
const LEAST = 2;

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

/** What all contenders have to say of callbacks, and how many rules match an average item, as a share of 1. */
export function expectedOf(task, callbacks) {
  const verdicts = callbacks.map((callback) => plainVerdicts(task, callback));
  const matched = verdicts.flat().map((verdict) => verdict.matched.length);
  const share = matched.reduce((sum, each) => sum + each, 0) / matched.length / task.rules.length;
  return { said: verdicts.map((each) => each.map(said)), share };
}

/**
 * Holds a contender to the code, the deciding rule and the set of matched rules of each item. Throws at the first difference. A slow
 * one is held to fewer.
 * @returns how many items it was held to
 */
export async function check(contender, callbacks, ready, expected) {
  const begun = performance.now();
  let items = 0;
  for (const [index, callback] of callbacks.entries()) {
    if (index >= LEAST && performance.now() - begun > MOST_MS) break;
    const verdicts = await ready.judgeAll(callback.map((item) => ready.inputOf(item)));
    if (verdicts.length !== callback.length)
      throw new Error(`${contender.name}: ${verdicts.length} verdicts`);
    for (const [item, verdict] of verdicts.entries()) {
      if (said(verdict) !== expected.said[index][item]) {
        throw new Error(
          `${contender.name} differs on item ${item} of callback ${index}:\n${said(verdict)}\n${expected.said[index][item]}`,
        );
      }
      items++;
    }
  }
  return items;
}
