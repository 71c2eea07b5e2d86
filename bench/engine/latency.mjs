/**
 * How long friendgate takes over single callbacks, in a process of its own: `node latency.mjs OPTIONS`. Reading packet and lists is within
 * the time. First packets after a publish: a rule set that was never seen is compiled, then each of its first packets is timed, once as
 * the first set of the process, then after another set of the same size has been judged for a while. And large callbacks, warm.
 * Sends what it measured.
 */
import { performance } from 'node:perf_hooks';
import { judge } from '../../dist/src/moderation/engine/judge.js';
import { readingRowOf } from '../../dist/src/moderation/engine/reading-row.js';
import { sourceOf } from './generate.mjs';
import { itemsOf, ruleSetOf } from './task.mjs';

const PACKETS = 100;
const ITEMS_A_PACKET = 2;
const MOST_WARM_MS = 2_000;
const ITEMS_A_LARGE_PACKET = 100;
const LARGE_PACKETS = 1_000;

const { rules, publishes, warmSeconds } = JSON.parse(process.argv[2]);

function judgePacket(ruleSet, packet) {
  return packet.map(({ callback, item, view, gathered }) =>
    judge(ruleSet, callback, item, readingRowOf(ruleSet, view, gathered), 'allow'),
  );
}

function microsOf(ruleSet, packet) {
  const from = performance.now();
  judgePacket(ruleSet, packet);
  return (performance.now() - from) * 1_000;
}

/** Compiles the source with this seed, and times its first packets. */
function publish(seed) {
  const source = sourceOf(rules, seed);
  const begun = performance.now();
  const ruleSet = ruleSetOf(source);
  const compiled = performance.now();
  const packets = itemsOf({ ruleSet }, ITEMS_A_PACKET, PACKETS * ITEMS_A_PACKET);
  const micros = packets.map((packet) => microsOf(ruleSet, packet));
  return { compileMs: compiled - begun, micros, ruleSet, packets };
}

/** Microseconds: the first, the middle one, the 99th of 100, the most. */
function spreadOf(micros) {
  const sorted = [...micros].sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor((sorted.length - 1) * share)];
  return { first: micros[0], p50: at(0.5), p99: at(0.99), max: at(1) };
}

function judgeAWhile({ ruleSet, packets }) {
  const until = performance.now() + Math.min(MOST_WARM_MS, warmSeconds * 1_000);
  while (performance.now() < until) for (const packet of packets) judgePacket(ruleSet, packet);
}

/** Callbacks of many items, no two alike in more than 2,500 items. */
function largeCallbacks(ruleSet) {
  const packets = itemsOf({ ruleSet }, ITEMS_A_LARGE_PACKET, 2_500);
  judgeAWhile({ ruleSet, packets });
  return Array.from({ length: LARGE_PACKETS }, (_, number) =>
    microsOf(ruleSet, packets[number % packets.length]),
  );
}

const summaryOf = ({ compileMs, micros }) => ({ compileMs, ...spreadOf(micros) });

const first = publish(1_000);
judgeAWhile(first);
const later = Array.from({ length: publishes }, (_, number) => publish(1_001 + number));
process.send({
  rules,
  atStart: summaryOf(first),
  afterPublish: later.map(summaryOf),
  large: spreadOf(largeCallbacks(first.ruleSet)),
});
