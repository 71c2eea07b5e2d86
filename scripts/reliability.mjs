// Writes docs/reliability.md, the table of faults, from the tests that cause them. Part of `npm run check`.
//   node scripts/reliability.mjs [--check] [folder]
// A test names its fault in the comment above it; each tag is one line:
//   /**
//    * @fault disk: the disk is full
//    * @effect Answers go on; decisions wait in 32 MiB of memory and count as unrecorded.
//    */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { filesIn, isSpec } from './structure/files.mjs';

const PAGE = 'docs/reliability.md';
const HEADINGS = new Map([
  ['process', 'The process'],
  ['clock', 'Clocks'],
  ['flood', 'Floods and hostile senders'],
  ['packet', 'Packets'],
  ['disk', 'The disk'],
  ['journal', 'The journal'],
  ['database', 'The database'],
  ['redis', 'Redis'],
  ['replica', 'Replicas'],
  ['rules', 'Rules and lists'],
  ['settings', 'Settings'],
  ['privacy', 'Privacy'],
]);
const FAULT = /\/\*\*((?:(?!\*\/)[^])*@fault(?:(?!\*\/)[^])*)\*\//g;

const parameters = process.argv.slice(2);
const isCheck = parameters.includes('--check');
const root = resolve(parameters.find((parameter) => parameter !== '--check') ?? '.');
const page = pageOf(faultsIn(filesIn(root)));
if (!isCheck) writeFileSync(join(root, PAGE), page);
else if (textOf(join(root, PAGE)) !== page) {
  fail(`${PAGE} is out of date: run "node scripts/reliability.mjs"`);
}

function faultsIn(files) {
  return [...files]
    .filter(([path]) => isSpec(path) && /^(src|test|bench)\//.test(path))
    .flatMap(([path, text]) =>
      [...text.matchAll(FAULT)].map(([, comment]) => ({ path, ...tagsIn(path, comment) })),
    );
}

function tagsIn(path, comment) {
  const [, area, fault] = /@fault ([a-z]+): (.+)/.exec(comment) ?? [];
  const effect = /@effect (.+)/.exec(comment)?.[1];
  if (!HEADINGS.has(area))
    fail(`${path}: @fault wants one of ${[...HEADINGS.keys()].join(', ')} and a colon`);
  if (effect === undefined) fail(`${path}: "@fault ${area}: ${fault}" wants a line "@effect …"`);
  return { area, fault: fault.trim(), effect: effect.trim() };
}

function pageOf(faults) {
  const sections = [...HEADINGS].flatMap(([area, heading]) => {
    const rows = faults.filter((each) => each.area === area).toSorted((a, b) => compare(a.fault, b.fault));
    return rows.length === 0
      ? []
      : [`## ${heading}`, tableOf(['fault', 'what happens', 'test'], rows.map(rowOf))];
  });
  return `${[
    '# Reliability',
    'Each row is a fault, its effect, and the test that causes it. `node scripts/reliability.mjs` makes this page from the tests: do not\nedit it. [The handbook](handbook/incidents.md) says how operators act.',
    'The promise behind all of them: 99.99 % of callbacks are answered within 1 s, counted where they arrive; no answered record is\nlost or recorded twice; and health says so when a part does not do all it should.',
    ...sections,
  ].join('\n\n')}\n`;
}

function rowOf({ fault, effect, path }) {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return [fault, effect, `[${name}](../${path})`];
}

/** As prettier lays tables out. */
function tableOf(head, rows) {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const [first, ...others] = cells.map(line);
  return [first, rule, ...others].join('\n');
}

function compare(one, other) {
  return one < other ? -1 : Number(one > other);
}

function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
