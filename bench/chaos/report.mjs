import { percentiles, shown, table } from '../service/figures.mjs';

/** None of these may happen at all. */
const NEVER = ['lost', 'doubled', 'wrong', 'silent'];

/** The counts of all services together. */
export function totalOf(verdicts) {
  const total = {};
  for (const { counts } of verdicts) {
    for (const [what, count] of Object.entries(counts)) total[what] = (total[what] ?? 0) + count;
  }
  const sentLate = percentiles(verdicts.flatMap(({ delays }) => delays));
  return { ...total, ...percentiles(verdicts.flatMap(({ times }) => times)), sentLate };
}

const ORDER = ['lost', 'doubled', 'wrong', 'unanswered', 'late', 'refused'];

/** Findings in the order of how grave they are, silent ones before all others. */
export function worstFirst(findings) {
  const rank = ({ what, isSilent }) => ORDER.indexOf(what) - (isSilent ? ORDER.length : 0);
  return findings.toSorted((a, b) => rank(a) - rank(b));
}

/** Why a run has failed, in words; empty when it has not. */
export function failuresOf({ verdicts, schedule }) {
  const total = totalOf(verdicts);
  const never = [...NEVER, 'late', 'unanswered'].filter((what) => total[what] > 0);
  return [
    ...never.map((what) => `${total[what]} ${what}`),
    ...schedule.history.flatMap(({ fault, service, failure }) =>
      failure === null ? [] : [`${fault} on ${service}: ${failure}`],
    ),
    ...schedule.history.flatMap(({ fault, unseen }) =>
      unseen.map((service) => `the health of ${service} did not see ${fault}`),
    ),
    ...schedule.history.flatMap(({ fault, service, healed }) =>
      healed === null ? [`${service} was not well again after ${fault}`] : [],
    ),
  ];
}

function faultRows(schedule, verdicts) {
  return [...groupBy(schedule.history, ({ fault }) => fault)].map(([fault, times]) => {
    const healing = times.map(({ mended, healed }) =>
      healed === null ? Infinity : (healed - mended) / 1_000,
    );
    const during = (what) =>
      verdicts
        .flatMap(({ findings }) => findings)
        .filter((each) => each.what === what && times.some((time) => isDuring(time, each))).length;
    const said = [...new Set(times.flatMap((time) => time.said))].sort((a, b) => a.localeCompare(b));
    return [
      fault,
      times.length,
      shown(Math.max(0, ...healing)),
      ...['late', 'unanswered', 'refused', 'lost', 'doubled', 'wrong'].map(during),
      said.join(', ') || '-',
    ];
  });
}

function isDuring({ from, healed }, { at }) {
  return at >= from - 500 && at <= (healed ?? Infinity) + 1_000;
}

function groupBy(all, keyOf) {
  const groups = new Map();
  for (const each of all) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return groups;
}

/** Prints the counts of all callbacks, and a row for each fault. */
export function printReport({ verdicts, schedule }) {
  const total = totalOf(verdicts);
  const names = Object.keys(verdicts[0].counts);
  const rows = verdicts.map(({ name, counts }) => [name, ...names.map((what) => counts[what])]);
  console.log(`\n${table(['service', ...names], [...rows, ['total', ...names.map((what) => total[what])]])}`);
  console.log(
    `answers: p50 ${shown(total.p50)} ms, p99 ${shown(total.p99)} ms, max ${shown(total.max)} ms; sent late by p99 ${shown(total.sentLate.p99)} ms`,
  );
  const heads = [
    'fault',
    'times',
    'healed s',
    'late',
    'unanswered',
    'refused',
    'lost',
    'doubled',
    'wrong',
    'health said',
  ];
  console.log(`\n${table(heads, faultRows(schedule, verdicts))}`);
  for (const [fault, reason] of schedule.skipped) console.log(`left out: ${fault}: ${reason}`);
  for (const finding of worstFirst(verdicts.flatMap(({ findings }) => findings)).slice(0, 20))
    console.log(JSON.stringify(finding));
}
