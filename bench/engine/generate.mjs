import { aComparison, aCounter, listsOf } from './comparisons.mjs';
import { comparisonsOf, keyOf, matches } from './conditions.mjs';
import { aCallback, users, words } from './packets.mjs';
import { Random, seedOf } from './random.mjs';

/** Rules that end in each event, in parts of 100. */
const events = [
  [60, 'deny'],
  [8, 'allow'],
  [32, 'flag'],
];
const FIRST_CODE = 38_010;
const CODES = 40;
const examplePacket = aCallback(1, new Random(seedOf('example')));

/**
 * A source of so many rules as friendgate reads them from a folder, the same for the same seed. Staff copy rules and change a number, so
 * comparisons and nested blocks are drawn from pools that grow with the square root of the rules: 50 rules share some
 * 85 comparisons, 10,000 some 1,200. About one rule in ten matches an average item; the run prints how many do.
 * @param growth the pools' exponent: 0.5 unless given; with 1 there is a comparison for each rule, and little is shared
 */
export function sourceOf(count, seed = 2, growth = 0.5) {
  const random = new Random(seedOf('rules', count, seed));
  const pools = poolsOf(count, random, growth);
  const documents = new Map([
    ['settings.json', { language: 'en', salt: 'bench' }],
    ['result-codes.json', { codes: codes() }],
  ]);
  for (let number = 0; number < count; number++) {
    const rule = aRule(`rule-${String(number).padStart(5, '0')}`, pools, random);
    documents.set(`${rule.name}.json`, rule);
  }
  return { documents, lists: lists() };
}

function poolsOf(count, random, growth) {
  const size = Math.round(12 * count ** growth);
  const fill = (length, make) => Array.from({ length }, make);
  const counters = fill(Math.min(48, 4 + Math.round(2 * count ** 0.5)), () => aCounter(random));
  const comparisons = fill(size, () => aComparison(random, counters));
  const blocks = fill(Math.ceil(size / 3), () => aBlock(comparisons, random));
  return { comparisons, blocks };
}

const some = (random, least, most, make) => Array.from({ length: random.whole(least, most) }, make);

/** A nested block, one or two deep. */
function aBlock(comparisons, random) {
  const one = () => random.pick(comparisons);
  return random.weighed([
    [5, { any: some(random, 2, 5, one) }],
    [2, { not: one() }],
    [1, { not: { any: some(random, 2, 3, one) } }],
    [1, { not: { all: some(random, 2, 3, one) } }],
    [2, { any: [one(), { all: some(random, 2, 3, one) }] }],
    [1, { any: [{ all: some(random, 2, 2, one) }, { all: [one(), { not: one() }] }] }],
  ]);
}

function conditionsOf({ comparisons, blocks }, random) {
  const one = () => random.pick(comparisons);
  const block = () => random.pick(blocks);
  return random.weighed([
    [5, { all: some(random, 2, 3, one) }],
    [3, { all: [...some(random, 1, 2, one), block()] }],
    [1, { all: [one(), block(), block()] }],
    [1, { any: [{ all: some(random, 2, 3, one) }, { all: [one(), one(), block()] }] }],
  ]);
}

function aRule(name, pools, random) {
  const type = random.weighed(events);
  const conditions = conditionsOf(pools, random);
  const params = type === 'deny' ? { params: { resultCode: FIRST_CODE + random.whole(0, CODES - 1) } } : {};
  return {
    name,
    description: `Rule ${name} of the benchmark`,
    priority: 10 * random.whole(1, 50),
    conditions,
    event: { type, ...params },
    mode: 'live',
    rollout: 100,
    examples: [anExample(type, conditions)],
  };
}

/** Each rule has to bring an example: one packet for all, with everything given that the rule reads. */
function anExample(type, conditions) {
  const given = new Map();
  for (const comparison of comparisonsOf(conditions)) {
    const { fact, params } = comparison;
    const ref = { fact, ...(params === undefined ? {} : { params }) };
    given.set(keyOf(ref), { ...ref, value: valueFor(comparison) });
  }
  const readings = Object.fromEntries([...given].map(([key, { value }]) => [key, value]));
  const expect = matches(conditions, readings) ? type : 'pass';
  return { it: 'does what it does', expect, given: [...given.values()] };
}

function valueFor({ fact, value, operator, path }) {
  if (path !== undefined || operator === 'contains' || operator === 'doesNotContain') return [];
  const plain = Array.isArray(value) ? value[0] : value;
  return plain ?? examplePacket[fact] ?? examplePacket.items[0][fact] ?? null;
}

function codes() {
  const own = Array.from({ length: 7 }, (_, index) => 38_000 + index);
  const rules = Array.from({ length: CODES }, (_, index) => FIRST_CODE + index);
  return [...own, ...rules].map((code) => {
    const text = `Code ${code}`;
    return { code, meaning: text, text: { en: text, zh: text, ko: text } };
  });
}

/** Lists of a size that makes looking something up in them cost what it does. */
function lists() {
  const random = new Random(seedOf('lists'));
  const values = {
    accounts: () => some(random, 2_000, 2_000, () => `user_${random.whole(0, users)}`),
    addresses: () => some(random, 12, 12, () => `10.${random.whole(0, 63)}.0.0/16`),
    terms: () => some(random, 100, 100, () => random.pick(words)),
  };
  const made = new Map();
  for (const [kind, count] of Object.entries(listsOf)) {
    for (let number = 1; number <= count; number++) {
      const name = `${kind}-${number}`;
      const entries = [...new Set(values[kind]())].map((value) => ({
        value,
        reason: null,
        author: null,
        expiresAt: null,
      }));
      made.set(name, { name, kind, entries });
    }
  }
  return made;
}

/** So many items as callbacks of a size. */
export function callbacksOf(size, items, seed = 1) {
  const random = new Random(seedOf('packets', size, seed));
  return Array.from({ length: Math.ceil(items / size) }, () => aCallback(size, random));
}
