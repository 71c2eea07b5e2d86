/**
 * Writes `docs/performance.md` and its charts from what the benchmarks left in `results/`; where RESULTS_DIR names another folder,
 * from what is there, and beside it.
 *
 *   npm run bench && npm run bench:report
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { latencyRows, warmRows } from './engine/report.mjs';
import { closedTables, number, openTable, table } from './http/tables.mjs';
import { closedChart, engineChart, openChart } from './report/chart.mjs';
import { targetsTable } from './report/targets.mjs';
import { resultsFolder, saved } from './results.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const docs = process.env.RESULTS_DIR === undefined ? here('../docs') : resultsFolder;

/** Benchmarks that are shown as they print: what each measures is said at the top of its file. */
const asPrinted = {
  drain: 'Journal and drain',
  'redis-state': 'Counters in Redis',
  'state-memory': 'Counters in the process',
  rebuild: 'Rebuilding counters from the database',
  'start-up': 'Starting',
  memory: 'Memory',
  soak: 'Soak',
  'live-term': 'A term more in a long list',
};

/** The output of a benchmark; `null` where it was not run. */
async function printedBy(name) {
  return readFile(join(resultsFolder, `${name}.txt`), 'utf8').catch(() => null);
}

async function chart(name, svg) {
  await writeFile(join(docs, `performance/${name}.svg`), await svg);
  return `![](performance/${name}.svg)`;
}

const rowsOf = ({ rows: [head, ...rows] }) =>
  table(
    head.map((cell) => cell || ' '),
    rows,
  );

function engineTables(engine) {
  return engine.warm.map((each) => {
    const shown = warmRows(each);
    const title = `### ${each.rules.toLocaleString('en')} rules`;
    return [title, `${shown.about}.`, rowsOf(shown), ...shown.notes.map((note) => `${note}.`)].join('\n\n');
  });
}

/** Nothing where terms were not measured. */
async function termsSection() {
  const text = await saved('text').catch(() => null);
  if (text === null) return '';
  const head = ['terms', 'built in ms', 'latest ms', 'bytes a term', 'median µs', 'p99 µs', 'worst µs'];
  const rows = text.results.map((each) => [
    each.terms.toLocaleString('en'),
    ...[each.buildMs, each.latestMs, each.bytesATerm, each.medianUs, each.p99Us, each.worstUs].map((value) =>
      number(value, 1),
    ),
  ]);
  const { worst } = text.results.at(-1);
  return [
    '## Finding terms',
    'In all forms, terms of Latin, Chinese, Korean and Arabic letters; built in a thread of its own, with how late the other one was.',
    table(head, rows),
    `The worst remark that a search came to: \`${JSON.stringify(worst)}\``,
    `A remark and the name of a tag before ten lists of 500 phrases: ${number(text.small.medianUs, 1)} µs, p99 ${number(text.small.p99Us, 1)} µs.`,
  ].join('\n\n');
}

async function printed() {
  const parts = await Promise.all(
    Object.entries(asPrinted).map(async ([name, title]) => {
      const text = await printedBy(name);
      return text === null ? [] : [`## ${title}`, `\`bench/${name}.mjs\``, `\`\`\`\n${text.trim()}\n\`\`\``];
    }),
  );
  return parts.flat();
}

/** Figures that the text names; a dash for what was not measured. */
function figures(engine, http) {
  const mainOf = (target) =>
    http.closed.summary.find((each) => each.items === 2 && each.target === target)?.mainMicros;
  const matchesOf = (rules) => rules * engine.warm.find((each) => each.rules === rules)?.matching;
  return {
    bareMicros: number(mainOf('bare')),
    leftMicros: number(mainOf('bare') / 0.45),
    ourMicros: number(mainOf('friendgate')),
    recordingMicros: number(mainOf('recording')),
    matchesOfMany: number(matchesOf(10_000)),
    matchesRatio: number(matchesOf(10_000) / matchesOf(1_000)),
  };
}

await mkdir(join(docs, 'performance'), { recursive: true });
const [engine, http, frame] = await Promise.all([
  saved('engine'),
  saved('http'),
  readFile(here('report/frame.md'), 'utf8'),
]);
const { machine } = http;
const parts = {
  ...figures(engine, http),
  machine: `${machine.date.slice(0, 10)}, Node ${machine.node}, ${machine.processor}, ${machine.cores} shared cores; ${Object.entries(
    engine.peers,
  )
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}.`,
  targets: targetsTable(engine, http, await printedBy('drain')),
  engine: [await chart('engine', engineChart(engine)), ...engineTables(engine)].join('\n\n'),
  publish: rowsOf(latencyRows(engine.latencies)),
  closed: [
    await chart('closed', closedChart(http)),
    closedTables(http.closed.summary, http.closed.ratios),
  ].join('\n\n'),
  open: [await chart('open', openChart(http)), openTable(http.open, http.settings.rate)].join('\n\n'),
  terms: await termsSection(),
  printed: (await printed()).join('\n\n'),
};
const page = frame.replace(/<!-- (\w+) -->/g, (_, name) => parts[name]);
const file = join(docs, 'performance.md');
await writeFile(file, await format(page, { ...(await resolveConfig(file)), filepath: file }));
