/**
 * friendgate's first packets after a publish, in a process of its own: `node cold.mjs OPTIONS`. A rule set that was never seen is
 * compiled, then each of the first packets is timed: reading packet and lists, and judging. Once as the first set of the process,
 * once after another set of the same size has been judged for a while. Sends what it measured.
 */
import { performance } from 'node:perf_hooks';
import { judge } from '../../dist/src/moderation/judge.js';
import { rowOf } from '../../dist/src/moderation/readings.js';
import { sourceOf } from './generate.mjs';
import { itemsOf, ruleSetOf } from './task.mjs';

const PACKETS = 100;
const ITEMS_A_PACKET = 2;
const WARM_MS = 2_000;

const { rules, publishes } = JSON.parse(process.argv[2]);

function judgePacket(ruleSet, packet) {
  return packet.map(({ callback, item, view, gathered }) =>
    judge(ruleSet, callback, item, rowOf(ruleSet, view, gathered), 'allow'),
  );
}

/** Compiles the source with this seed, and times its first packets. */
function publish(seed) {
  const source = sourceOf(rules, seed);
  const begun = performance.now();
  const ruleSet = ruleSetOf(source);
  const compiled = performance.now();
  const packets = itemsOf({ ruleSet }, ITEMS_A_PACKET, PACKETS * ITEMS_A_PACKET);
  const micros = packets.map((packet) => {
    const from = performance.now();
    judgePacket(ruleSet, packet);
    return (performance.now() - from) * 1_000;
  });
  return { compileMs: compiled - begun, micros, ruleSet, packets };
}

/** What a publish was like: milliseconds of checking and compiling, microseconds of its packets. */
function summaryOf({ compileMs, micros }) {
  const sorted = [...micros].sort((a, b) => a - b);
  return { compileMs, first: micros[0], p50: sorted[sorted.length / 2], max: sorted[sorted.length - 1] };
}

function judgeAWhile({ ruleSet, packets }) {
  const until = performance.now() + WARM_MS;
  while (performance.now() < until) for (const packet of packets) judgePacket(ruleSet, packet);
}

const first = publish(1_000);
judgeAWhile(first);
const later = Array.from({ length: publishes }, (_, number) => publish(1_001 + number));
process.send({ rules, atStart: summaryOf(first), afterPublish: later.map(summaryOf) });
