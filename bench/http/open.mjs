import { cp, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { aRedis } from '../service/redis.mjs';
import { aDatabase, aServer } from './database.mjs';
import { aftermath, measure } from './measure.mjs';
import { publishChange, writeLongList } from './rules.mjs';
import { startBare, startFriendgate } from './targets.mjs';

const LONG_LIST = Number(process.env.TERMS ?? 100_000);
const STOPPED_SECONDS = Number(process.env.STOPPED_SECONDS ?? 30);
/** How often rules change, in seconds. */
const EVERY = 10;
const WARM_UP = Number(process.env.WARM_SECONDS ?? 10);

async function rulesOf(place) {
  const folder = await mkdtemp(join(place.folder, 'rules-'));
  await cp(place.rules, folder, { recursive: true });
  return folder;
}

/** Changes something every ten seconds, once at least, and says when each change was live, in seconds after it was made. */
async function everyTenSeconds(service, seconds, change) {
  const lives = () => service.said.filter(({ msg }) => msg === 'a rule set is live').length;
  const until = performance.now() + seconds * 1_000;
  const liveAfter = [];
  await pause(Math.min(2, seconds / 5) * 1_000);
  for (let version = 1; performance.now() < until; version += 1) {
    const before = lives();
    const begun = performance.now();
    await change(version);
    while (lives() === before && performance.now() - begun < EVERY * 1_000) await pause(50);
    liveAfter.push(lives() === before ? null : (performance.now() - begun) / 1_000);
    await pause(Math.max(0, Math.min(begun + EVERY * 1_000, until) - performance.now()));
  }
  return { liveAfter };
}

async function onServer(place, run) {
  const database = await aDatabase();
  try {
    return await run({ databaseUrl: database.url });
  } finally {
    await database.remove();
  }
}

/** The database is a server of our own, so that stopping it stops no other one. */
async function onServerOfOurOwn(place, run) {
  const server = await aServer(await mkdtemp(join(place.folder, 'server-')));
  try {
    return await run({ databaseUrl: server.url, server });
  } finally {
    await server.remove();
  }
}

async function besideRedis(place, run) {
  const redis = await aRedis(place.folder);
  try {
    return await onServer(place, (given) => run({ ...given, redisUrl: redis.url }));
  } finally {
    await redis.stop();
  }
}

/** The disturbances. `within` prepares the services, `meanwhile` runs while measuring. */
const scenarios = {
  undisturbed: {},
  publishing: {
    meanwhile: ({ service, rules, seconds }) =>
      everyTenSeconds(service, seconds, (version) => publishChange(rules, version)),
  },
  'database-stopped': {
    within: onServerOfOurOwn,
    leastSeconds: 1.5 * STOPPED_SECONDS,
    meanwhile: async ({ server }) => {
      await pause((STOPPED_SECONDS / 6) * 1_000);
      await server.pause();
      await pause(STOPPED_SECONDS * 1_000);
      await server.resume();
    },
  },
  'long-list': {
    prepare: (rules) => writeLongList(rules, LONG_LIST, 0),
    meanwhile: ({ service, rules, seconds }) =>
      everyTenSeconds(service, seconds, (version) => writeLongList(rules, LONG_LIST, version)),
  },
  'worst-remarks': { order: { remarks: 'worst' } },
  redis: { within: besideRedis },
};

export const scenarioNames = ['bare', ...Object.keys(scenarios)];

async function scenarioOf(name, order, place) {
  const { within = onServer, prepare = async () => undefined, meanwhile, leastSeconds = 0 } = scenarios[name];
  const seconds = Math.max(order.seconds, leastSeconds);
  const rules = await rulesOf(place);
  await prepare(rules);
  return within(place, async (given) => {
    const service = await startFriendgate({ folder: place.folder, rules, ...given });
    try {
      const disturb = meanwhile && (() => meanwhile({ service, rules, seconds, ...given }));
      const whole = { ...order, ...scenarios[name].order, seconds, checked: true };
      const result = await measure(service, whole, disturb);
      return { ...result, itself: await aftermath(service, given.databaseUrl, result.answered) };
    } finally {
      await service.stop();
    }
  });
}

/** The baseline of machine and generator: the bare server at the same rate. */
async function bareControl(order) {
  const service = await startBare(order);
  try {
    return await measure(service, { ...order, checked: false });
  } finally {
    await service.stop();
  }
}

/** Each scenario with a new process and a new database. */
export async function openLoops({ names, rate, seconds, place, said }) {
  const results = [];
  for (const name of names) {
    const order = { loop: 'open', items: 2, rate, warmUp: WARM_UP, seconds };
    const result = name === 'bare' ? await bareControl(order) : await scenarioOf(name, order, place);
    results.push({ scenario: name, ...result });
    const { p50, p99, p999, max } = result.latency;
    const shown = [p50, p99, p999, max].map((ms) => ms?.toFixed(1)).join(' / ');
    said(`${name}: ${shown} ms; errors ${result.errors}, wrong ${result.wrong ?? '-'}`);
  }
  return results;
}
