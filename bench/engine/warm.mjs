/** One number of rules, all contenders, in a process of its own: `node --expose-gc warm.mjs OPTIONS`. Sends what it measured. */
import { check, expectedOf } from './check.mjs';
import { comparisonsOf } from './conditions.mjs';
import { contenders } from './contenders.mjs';
import { Stopwatch } from './stopwatch.mjs';
import { itemsOf, taskOf } from './task.mjs';

const sizes = [1, 10, 100];
/** Distinct items: more than friendgate remembers texts of. */
const ITEMS = 2_500;
const CHECKED = 200;
/** A callback that takes longer is not measured. */
const MOST_MS = 3_000;
const ALLOCATION_SECONDS = 0.5;

const { rules, rounds, seconds, warmSeconds, growth } = JSON.parse(process.argv[2]);
const say = (line) => process.stderr.write(`${line}\n`);

/** Callbacks of every size, beginning with one of each. */
function toCheck(packets) {
  const turns = Array.from({ length: CHECKED }, (_, turn) => turn);
  return turns.flatMap((turn) =>
    sizes.filter((size) => turn * size < CHECKED).map((size) => packets[size][turn]),
  );
}

/** Makes a contender ready, and holds it to the expected verdicts in callbacks of every size. */
async function prepared(contender, task, packets, expected) {
  if (contender.unavailable !== undefined) return { contender, skipped: contender.unavailable };
  const ready = await contender.prepare(task);
  const checked = await check(contender, toCheck(packets), ready, expected);
  const watches = sizes.map(
    (size) =>
      new Stopwatch(
        ready,
        packets[size].map((callback) => callback.map((item) => ready.inputOf(item))),
      ),
  );
  say(`  ${contender.name}: the same verdicts on ${checked} items`);
  return { contender, checked, watches, micros: sizes.map(() => []) };
}

async function warmUp({ watches }) {
  for (const watch of watches) await watch.run(watch.size === 10 ? warmSeconds : Math.min(warmSeconds, 0.3));
}

const tooSlow = (watch) => watch.callbackMs > MOST_MS;

/** Contender by contender for each size; who begins changes from round to round. */
async function round(number, entrants) {
  for (const size of sizes.keys()) {
    for (let turn = 0; turn < entrants.length; turn++) {
      const { watches, micros } = entrants[(turn + number) % entrants.length];
      if (!tooSlow(watches[size])) micros[size].push(await watches[size].run(seconds));
    }
  }
}

async function resultOf({ contender, skipped, checked, watches, micros }) {
  const { name, formulation } = contender;
  if (skipped !== undefined) return { name, formulation, skipped };
  const bytes = await watches[1].allocated(ALLOCATION_SECONDS);
  const cells = sizes.map((size, index) => {
    const watch = watches[index];
    const late = `a callback of ${size} takes ${(watch.callbackMs / 1_000).toFixed(1)} s`;
    return tooSlow(watch) ? { size, skipped: late } : { size, micros: micros[index] };
  });
  return { name, formulation, checked, bytes: Math.round(bytes), cells };
}

async function main() {
  const task = taskOf(rules, { growth });
  const packets = Object.fromEntries(sizes.map((size) => [size, itemsOf(task, size, ITEMS)]));
  const expected = expectedOf(task, toCheck(packets));
  const comparisons = task.rules.flatMap(({ conditions }) => comparisonsOf(conditions));
  const shape = {
    rules,
    comparisons: comparisons.length,
    different: new Set(comparisons.map((each) => JSON.stringify(each))).size,
    readings: task.fields.size,
    matching: expected.share,
  };
  const all = [];
  for (const contender of contenders) all.push(await prepared(contender, task, packets, expected));
  const entrants = all.filter(({ skipped }) => skipped === undefined);
  for (const entrant of entrants) await warmUp(entrant);
  for (let number = 0; number < rounds; number++) await round(number, entrants);
  const results = [];
  for (const each of all) results.push(await resultOf(each));
  process.send({ shape, contenders: results });
}

await main();
