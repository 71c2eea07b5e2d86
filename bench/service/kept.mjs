/**
 * Measures the memory that a rule set, a list of terms or the keys of counters keep alive, in a process that does nothing else: the difference of
 * heapUsed + arrayBuffers between two collections of garbage. The counters' buffers are reserved as a whole beforehand, so of
 * keys it is the bytes that the counters say they use. Needs --expose-gc.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { compileList } from '../../dist/src/moderation/lists/compile-list.js';
import { defaultWeights } from '../../dist/src/moderation/state/reputation.js';
import { MemoryState } from '../../dist/src/persistence/state/memory/memory-state.js';
import { sourceOf } from '../engine/generate.mjs';
import { ruleSetOf } from '../engine/task.mjs';
import { APP } from '../http/packet-template.mjs';

const { what, count } = JSON.parse(process.argv[2]);
/** Rules and terms of the warm-up, which loads and compiles everything that is loaded once. */
const WARM = 24;
/** The default of COUNTER_MEMORY. */
const COUNTER_BYTES = 256 * 1024 ** 2;
/** Answers are remembered for copies, which is not what is measured here. */
const ANSWER_BYTES = 64 * 1024;
const CALLBACKS_A_MS = 10;

async function memory() {
  for (let times = 0; times < 3; times += 1) {
    globalThis.gc();
    await pause(20);
  }
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return { kept: heapUsed + arrayBuffers, heapUsed, resident: rss };
}

/** As the folder of rules is read, each time anew: what parsing it leaves behind is garbage then. */
const rulesOf = (many) => ruleSetOf(sourceOf(many));

function listOf(many) {
  const entries = Array.from({ length: many }, (_, entry) => ({
    value: `enormous ${entry.toString(36)} windfall ${entry * 7}`,
    reason: 'bench',
    author: 'bench',
    expiresAt: null,
  }));
  return compileList({ name: 'long-phrases', kind: 'terms', entries });
}

const log = { error: console.error, warn: console.error, info() {}, debug() {} };
const clock = { at: Date.now(), now: () => clock.at, micros: () => performance.now() * 1_000 };
const history = { async *eventsSince() {} };
const rate = { of: 'response', distinct: null, withinMs: 86_400_000, saturateAt: 21 };
const rates = [
  { ...rate, by: ['fromAccount'] },
  { ...rate, by: ['clientAddress'] },
];

/** A callback of a new account and a new address. */
function gather(state, number) {
  const source = `s${number}`;
  const event = {
    appId: APP,
    at: clock.at,
    source,
    item: 0,
    kind: 'response',
    fromAccount: `account ${number}`,
    requesterAccount: `account ${number}`,
    toAccount: 'one',
    clientAddress: `2001:db8::${number.toString(16)}`,
    detail: null,
    expiresAt: null,
  };
  const questions = rates.map((_, index) => ({ kind: 'rate', rate: index }));
  const packet = { appId: APP, source, fingerprint: source, at: clock.at };
  state.gather({ ...packet, rates, reputation: defaultWeights, events: [event], questions });
  state.settle({ ...packet, answer: '{}', events: [] });
}

async function stateOf(many) {
  const limits = { counterMemoryBytes: COUNTER_BYTES, answerMemoryBytes: ANSWER_BYTES };
  const state = new MemoryState({ history, clock, log, ...limits });
  state.prepare(APP, rates);
  state.startRecovery();
  while (state.rebuilding.length > 0) await pause(5);
  for (let number = 0; number < many / rates.length; number += 1) {
    if (number % CALLBACKS_A_MS === 0) clock.at += 1;
    gather(state, number);
    if (number % 50_000 === 0) await pause(0);
  }
  return state;
}

const makers = { rules: rulesOf, terms: listOf, keys: stateOf };
await makers[what](WARM);
const before = await memory();
const made = await makers[what](count);
const after = await memory();
const difference = Object.fromEntries(Object.keys(after).map((name) => [name, after[name] - before[name]]));
const counted = ({ size, evictions }) => ({ kept: size.bytes, keys: size.keys, evictions });
process.send({ ...difference, ...(what === 'keys' ? counted(made) : {}) });
