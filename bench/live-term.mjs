/**
 * How long until a term that is added to the file of a long list is live in a running service, and what answers take meanwhile.
 *
 *   npm run -s build && node bench/live-term.mjs
 *   TERMS=100000 ROUNDS=3 node bench/live-term.mjs
 */
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { aDatabase } from './http/database.mjs';
import { writeLongList, writeRules } from './http/rules.mjs';
import { save } from './results.mjs';
import { machine, median, shown, table } from './service/figures.mjs';
import { aSender } from './service/sending.mjs';
import { startOn } from './service/start.mjs';

const sizes = (process.env.TERMS ?? '100000,1000000').split(',').map(Number);
const rounds = Number(process.env.ROUNDS ?? 10);
const warmSeconds = Number(process.env.WARM_SECONDS ?? 5);
const RATE = 50;
const LONGEST_MS = 60_000;

/** Seconds from when the term stood in the file until the service judges by it. */
async function liveAfter(service, file, term) {
  const lives = () => service.said.filter(({ msg }) => msg === 'a rule set is live').length;
  const before = lives();
  await appendFile(file, `${term},bench,bench,\n`);
  const begun = performance.now();
  while (lives() === before && performance.now() - begun < LONGEST_MS) await pause(5);
  if (lives() === before) throw new Error(`"${term}" never became live`);
  return (performance.now() - begun) / 1_000;
}

async function measured(folder, terms) {
  const rules = join(folder, `rules-${terms}`);
  await writeRules(rules);
  await writeLongList(rules, terms, 0);
  const database = await aDatabase();
  const place = { rules, dataDir: join(folder, `data-${terms}`), databaseUrl: database.url };
  const [service, sender] = [await startOn(place), await aSender()];
  try {
    sender.begin({ port: service.port, rate: RATE });
    await pause(warmSeconds * 1_000);
    const file = join(rules, 'lists', 'terms', 'long-phrases.csv');
    const seconds = [];
    for (let round = 0; round < rounds; round += 1) {
      seconds.push(await liveAfter(service, file, `brand new windfall ${round}`));
      await pause(2_000);
    }
    const { latency, errors, unanswered } = await sender.stop();
    const [live, slowest] = [median(seconds), Math.max(...seconds)];
    return { terms, readyAfter: service.readyAfter, live, slowest, latency, errors: errors + unanswered };
  } finally {
    sender.close();
    await service.stop();
    await database.remove();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'friendgate-live-term-'));
try {
  const results = [];
  for (const terms of sizes) results.push(await measured(folder, terms));
  await save('live-term', { machine: machine(), results });
  console.log(
    table(
      ['terms', 'ready after s', 'live after s', 'slowest s', 'answers p50 ms', 'p99 ms', 'max ms', 'errors'],
      results.map(({ terms, readyAfter, live, slowest, latency, errors }) => [
        terms.toLocaleString('en'),
        ...[readyAfter, live, slowest].map((seconds) => shown(seconds, 2)),
        ...[latency.p50, latency.p99, latency.max].map((ms) => shown(ms)),
        errors,
      ]),
    ),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
