/**
 * One contender with one number of rules, in a process of its own: `node --expose-gc contestant.mjs OPTIONS`. Makes itself ready, holds
 * itself to the expected verdicts, then does what it is told, and answers each message with one.
 */
import { check, expectedOf } from './check.mjs';
import { comparisonsOf } from './conditions.mjs';
import { contenders, sizes } from './contenders.mjs';
import { Stopwatch } from './stopwatch.mjs';
import { itemsOf, taskOf } from './task.mjs';

/** Distinct items: more than friendgate remembers texts of. */
const ITEMS = 2_500;
const CHECKED = 200;
/** A callback that takes longer is not measured. */
const MOST_MS = 3_000;
const ALLOCATION_SECONDS = 0.5;

const { name, rules, growth } = JSON.parse(process.argv[2]);

/** Callbacks of every size, beginning with one of each. */
function toCheck(packets) {
  const turns = Array.from({ length: CHECKED }, (_, turn) => turn);
  return turns.flatMap((turn) =>
    sizes.filter((size) => turn * size < CHECKED).map((size) => packets[size][turn]),
  );
}

function shapeOf(task, share) {
  const comparisons = task.rules.flatMap(({ conditions }) => comparisonsOf(conditions));
  return {
    rules,
    comparisons: comparisons.length,
    different: new Set(comparisons.map((each) => JSON.stringify(each))).size,
    readings: task.fields.size,
    matching: share,
  };
}

async function prepare() {
  const contender = contenders.find((each) => each.name === name);
  const task = taskOf(rules, { growth });
  const packets = Object.fromEntries(sizes.map((size) => [size, itemsOf(task, size, ITEMS)]));
  const expected = expectedOf(task, toCheck(packets));
  const ready = await contender.prepare(task);
  const checked = await check(contender, toCheck(packets), ready, expected);
  const inputsOf = (size) => packets[size].map((callback) => callback.map((item) => ready.inputOf(item)));
  const watches = new Map(sizes.map((size) => [size, new Stopwatch(ready, inputsOf(size))]));
  return { watches, prepared: { checked, shape: shapeOf(task, expected.share) } };
}

const { watches, prepared } = await prepare();

const tasks = {
  async warm({ seconds }) {
    await watches.get(10).settle(seconds);
    for (const watch of watches.values()) await watch.run(Math.min(0.3, seconds));
    return {};
  },
  async time({ size, seconds }) {
    const watch = watches.get(size);
    if (watch.callbackMs <= MOST_MS) return { micros: await watch.run(seconds) };
    return { skipped: `a callback of ${size} takes ${(watch.callbackMs / 1_000).toFixed(1)} s` };
  },
  async allocate() {
    return { bytes: await watches.get(10).allocated(ALLOCATION_SECONDS) };
  },
};

process.on('message', (message) => {
  void tasks[message.to](message).then((answer) => process.send(answer));
});
process.send(prepared);
