import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { adminUrl } from '../../test/support/persistence/database.js';
import { hasRedis, needsRedis } from '../../test/support/replicas/redis-server.js';
import { aFolder } from '../../test/support/temporary-folder.js';
import { aBench, type Bench } from './bench.js';
import { failuresIn, nameOf } from './failures.js';
import type {
  ChaosResults,
  EngineResults,
  HttpResults,
  MemoryResults,
  SoakResults,
  StartUpResults,
} from './results.js';

needsRedis('benchmarks.spec.ts');
if (adminUrl === null) {
  process.stderr.write(
    'benchmarks.spec.ts is skipped: benchmarks need a PostgreSQL: set TEST_DATABASE_URL\n',
  );
}

const kept = fileURLToPath(new URL('../results', import.meta.url));
const page = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

/** The numbers that a pattern of one group finds. */
const numbersIn = (text: string, pattern: RegExp): readonly number[] =>
  [...text.matchAll(pattern)].map(([, digits]) => Number(digits?.replaceAll(',', '')));

/** The text of a figure that could not be computed. */
const NOTHING = /undefined|NaN|Infinity/;

(adminUrl !== null && hasRedis ? describe : describe.skip)('the benchmarks, at their smallest', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await aBench(adminUrl ?? '');
  });
  afterAll(() => bench.remove());

  it('engine hears the same verdicts from every contender', async () => {
    const printed = await bench.printed('engine', {
      RULES: 5,
      SINGLE: 5,
      ROUNDS: 1,
      SECONDS_A_CELL: 0.01,
      WARM_SECONDS: 0,
    });
    expect(printed).toMatch(/^ {2}friendgate, explaining +[\d.]+ /m);
    expect(printed).toMatch(/^ {2}5 rules, first packets after a publish/m);
    const { warm, latencies } = await bench.results<EngineResults>('engine');
    expect([...warm, ...latencies].map(({ rules }) => rules)).toEqual([5, 5]);
    const contenders = warm.flatMap((table) => table.contenders);
    expect(contenders).toHaveLength(7);
    expect(contenders.filter(({ skipped }) => skipped !== undefined)).toEqual([]);
    expect(contenders.flatMap(({ cells }) => cells.flatMap(({ skipped = [] }) => skipped))).toEqual([]);
    expect(contenders.filter(({ checked }) => checked === 0)).toEqual([]);
  });

  it('http gets the right answers from all, however they are disturbed, and finds them in the database', async () => {
    const printed = await bench.printed('http', {
      ROUNDS: 1,
      RATE: 100,
      SECONDS: 1,
      CLOSED_SECONDS: 0.5,
      WARM_SECONDS: 0.5,
      CALM_SECONDS: 0,
      CONNECTIONS: 2,
      TERMS: 1_000,
      STOPPED_SECONDS: 1,
    });
    expect(printed).toContain('| closed loop | items | callbacks/s |');
    expect(printed).toContain('| open loop, 100/s | p50 |');
    const { closed, open } = await bench.results<HttpResults>('http');
    const targets = ['bare', 'echo', 'recording', 'friendgate', 'obvious'];
    const scenarios = 'bare undisturbed publishing database-stopped long-list worst-remarks redis'.split(' ');
    const runs = [...closed.runs, ...open];
    expect(runs.map(nameOf)).toEqual([
      ...[2, 100].flatMap((items) => targets.map((target) => `${target}, ${items} items`)),
      ...scenarios,
    ]);
    expect(runs.flatMap(failuresIn)).toEqual([]);
    expect(runs.filter(({ answered }) => answered === 0).map(nameOf)).toEqual([]);
  });

  it('drain finds in the database what went into the journal', async () => {
    const printed = await bench.printed('drain', { DECISIONS: 500 });
    expect(printed).toMatch(/^drain into PostgreSQL: +[\d,]+ decisions\/s/m);
    expect(printed).toMatch(/^drain takes [\d.]+ times as long as COPY$/m);
    expect(numbersIn(printed, /^(\d+) decisions, /gm)).toEqual([500]);
  });

  it('redis-state is told what was counted', async () => {
    const printed = await bench.printed('redis-state', { KEYS: 100, SECONDS: 0.3 });
    expect(numbersIn(printed, /: (\d+) bytes a key/g)).toHaveLength(8);
    expect(printed.match(/^gather of [\d,]+ items: median .* in Redis [\d.]+ ms$/gm)).toHaveLength(4);
    expect(printed).not.toMatch(NOTHING);
    const callbacks = numbersIn(printed, /at once: (\d+) callbacks\/s/g).map((each) => each * 0.3);
    const unknown = numbersIn(printed, / (\d+) unknown$/gm);
    expect([callbacks.length, unknown.length]).toEqual([4, 4]);
    // With more callers Redis may be too slow for some of them.
    expect(unknown[0]).toBeLessThan(callbacks[0] ?? 0);
  });

  it('state-memory keeps all keys, and has them after a start', async () => {
    const printed = await bench.printed('state-memory', { KEYS: 20_000 });
    expect(printed.match(/^ {2}\d+ entries: \d+ and 4 of the index$/gm)).toHaveLength(4);
    expect(printed).toContain(' 0 evicted, 20,000 kept in ');
    expect(printed).toMatch(/^of 1,000 accounts that came \d+ s ago, 0 read as unknown/m);
    expect(printed).toMatch(/^start: exact after \d+ ms with 20,000 keys, /m);
  });

  it('rebuild makes keys of events, in the process and in Redis', async () => {
    const printed = await bench.printed('rebuild', { EVENTS: 2_000, REDIS_EVENTS: 1_000 });
    expect(printed).toMatch(/^into Redis: 1,000 events in [\d.]+ s/m);
    expect(printed).toMatch(/^into the process: 2,000 events in [\d.]+ s/m);
    expect(printed).toMatch(/^psql reads the same rows in [\d.]+ s/m);
    const [keys] = numbersIn(printed, / ([\d,]+) keys in /g);
    expect(keys).toBeGreaterThan(0);
  });

  it('start-up gets every callback answered, and the journal into the database', async () => {
    const printed = await bench.printed('start-up', {
      ROUNDS: 1,
      JOURNAL_MB: 1,
      PRIME_SECONDS: 0.5,
      SECONDS: 0.5,
      DRAIN_SECONDS: 100,
    });
    expect(printed).toMatch(/^start on +ready s +state exact s +drained s/m);
    const { cases, runs } = await bench.results<StartUpResults>('start-up');
    expect(cases).toEqual(
      [
        'empty database',
        'existing database',
        'journal of 1 MB',
        'trial storage, empty',
        'trial storage, existing',
      ].map((name) => expect.objectContaining({ name, errors: 0, exactAfter: expect.any(Number) })),
    );
    expect(cases.filter(({ drainedAfter }) => drainedAfter === null)).toEqual([]);
    const backlog = runs[0]?.['journal of 1 MB'];
    expect(backlog?.decisionsInTheEnd).toBeGreaterThan(backlog?.waiting.decisions ?? Infinity);
  });

  it('memory reads what a service at rest and its parts take', async () => {
    const printed = await bench.printed('memory', { RULES: 24, TERMS: 0, KEYS: 2_000, REST_SECONDS: 0 });
    expect(printed).toMatch(/^service at rest, 0 s after ready +resident, MB/m);
    expect(printed).toMatch(/^kept by themselves +kept, MB/m);
    expect(printed).not.toMatch(NOTHING);
    const { service, kept: parts } = await bench.results<MemoryResults>('memory');
    const complaints = Object.values(service.measured).flatMap((services) =>
      services.flatMap((each) => each.complaints),
    );
    expect(complaints).toEqual([]);
    expect(parts.measured.rules[0]?.kept).toBeGreaterThan(0);
    expect(parts.measured.keys).toMatchObject([
      { keys: expect.any(Number), evictions: 0 },
      { keys: expect.any(Number), evictions: 0 },
    ]);
  });

  it('text finds terms, and a remark that is dear', async () => {
    const printed = await bench.printed('text', { TERMS: 200, REMARKS: 200, SEARCH_SECONDS: 0.2 });
    expect(printed).toMatch(/│ bytesATerm │/);
    expect(printed).toMatch(/^worst remark: ".+"$/m);
    const { results, small } = await bench.results<{ results: unknown; small: unknown }>('text');
    expect(results).toMatchObject([
      { terms: 200, bytesATerm: expect.any(Number), p99Us: expect.any(Number) },
    ]);
    expect(small).toMatchObject({ medianUs: expect.any(Number), p99Us: expect.any(Number) });
  });

  it('live-term sees a term become live, while callbacks are answered', async () => {
    const printed = await bench.printed('live-term', { TERMS: 1_000, ROUNDS: 1, WARM_SECONDS: 0.5 });
    expect(printed).toMatch(/^terms +ready after s +live after s/m);
    const { results } = await bench.results<{ results: unknown }>('live-term');
    expect(results).toMatchObject([{ terms: 1_000, live: expect.any(Number), errors: 0 }]);
  });

  it('soak gets every callback answered, by all readings', async () => {
    const printed = await bench.printed('soak', { MINUTES: 0.05, EVERY: 1, RATE: 50 });
    expect(printed).toMatch(/^ +second +answers +failed +denied %/m);
    expect(printed).toContain('growth in the second half');
    const { lines, samples, unanswered, errors, complaints } = await bench.results<SoakResults>('soak');
    expect({ unanswered, errors, complaints }).toEqual({ unanswered: 0, errors: 0, complaints: [] });
    expect(lines.length).toBeGreaterThan(0);
    expect(lines).toEqual(lines.map(() => expect.objectContaining({ errors: 0, degraded: 0 })));
    expect(Math.max(...lines.map(({ deniedShare }) => deniedShare))).toBeGreaterThan(0);
    expect(samples.at(-1)).toMatchObject({ resident: expect.any(Number), waiting: expect.any(Number) });
  });

  it('chaos loses nothing, doubles nothing and says nothing wrong, whatever fails', async () => {
    const printed = await bench
      .printed('chaos', { MINUTES: 1, SEED: 7 })
      .catch((error: unknown) => String(error));
    expect(printed).toMatch(/^service +sent +answered +late/m);
    const { total, faults } = await bench.results<ChaosResults>('chaos');
    expect(total).toMatchObject({ lost: 0, doubled: 0, wrong: 0, silent: 0 });
    expect(total.answered).toBeGreaterThan(5_000);
    expect(faults.length).toBeGreaterThan(3);
    const notWell = faults.filter(({ healed, failure }) => healed === null || failure !== null);
    expect(notWell).toEqual([]);
  });

  it('callback-cost gets every callback answered, and knows what took its time', async () => {
    const printed = await bench.run(['bench/callback-cost.mjs'], { RATE: 50, SECONDS: 1, WARM_SECONDS: 0.5 });
    expect(printed).toContain('50 callbacks/s for 1 s, state in Redis\n');
    const micros = printed.match(/^ {2}(friendgate|redis|postgresql): \d+ µs of processor a callback$/gm);
    expect(micros).toHaveLength(3);
    expect(printed).toMatch(/; 0 failed$/m);
  });

  it('scaling-simulation finds how many replicas are enough', async () => {
    const printed = await bench.run(['bench/scaling-simulation.mjs'], { RATE: 1_000, SIMULATED_S: 5 });
    expect(printed).toMatch(/^one replica at 800 a second, evenly: median [\d.]+ ms/m);
    const row = /^\| 1,000 \| 1 \| [2-9] \| 1 \| 1 \| (?<figures>.+) \| (?<late>\d+) \| \d+ \|$/m.exec(
      printed,
    );
    expect(row?.groups).toMatchObject({ late: '0', figures: expect.not.stringMatching(NOTHING) });
  });

  it('hostile-texts reads all of them', async () => {
    const printed = await bench.run(['bench/hostile-texts.mjs']);
    expect(printed.match(/^(reading|finding links|finding contacts): at worst \d+ times /gm)).toHaveLength(3);
  });

  it('the report is made of all of this, and leaves the page alone', async () => {
    const before = await readFile(page, 'utf8');
    await bench.run(['bench/report.mjs']);
    const report = await readFile(join(bench.folder, 'performance.md'), 'utf8');
    for (const name of 'drain redis-state state-memory rebuild start-up memory soak live-term'.split(' ')) {
      expect(report).toContain(`\n\`bench/${name}.mjs\`\n`);
    }
    expect(report).toContain('\n### 5 rules\n');
    expect(report).not.toMatch(NOTHING);
    expect(report).not.toContain('<!--');
    expect(await readFile(page, 'utf8')).toBe(before);
  });

  it('the page shows the results that are kept', async () => {
    const folder = await aFolder();
    await cp(kept, folder.path, { recursive: true });
    await bench.run(['bench/report.mjs'], { RESULTS_DIR: folder.path });
    expect(await readFile(page, 'utf8')).toBe(await readFile(join(folder.path, 'performance.md'), 'utf8'));
    await folder.remove();
  });
});
