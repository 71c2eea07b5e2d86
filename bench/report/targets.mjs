import { number, table } from '../http/tables.mjs';

/**
 * The targets beside the measured values. Numbers of rules that were not measured are left out.
 * @param engine the results of `engine.mjs`
 * @param http those of `http.mjs`
 * @param drain what `drain.mjs` printed; `null` where it did not run
 */
export function targetsTable(engine, http, drain) {
  const rows = [...ratios(http), ...engines(engine), ...times(engine), ...openLoop(http), ...draining(drain)];
  return table(['what', 'at least', 'measured', ''], rows.map(rowOf));
}

function rowOf({ what, wanted, measured, holds }) {
  return [what, wanted, measured, holds ? 'holds' : '**falls short**'];
}

function atLeast(what, wanted, measured, digits = 0) {
  return {
    what,
    wanted: `${wanted} ×`,
    measured: `${number(measured, digits)} ×`,
    holds: measured >= wanted,
  };
}

function atMost(what, wanted, measured, unit) {
  return {
    what,
    wanted: `≤ ${wanted} ${unit}`,
    measured: `${number(measured, 1)} ${unit}`,
    holds: measured <= wanted,
  };
}

function ratios({ closed }) {
  const ratioTo = (other) =>
    closed.ratios.find((each) => each.items === 2 && each.other === other)?.ratio ?? 0;
  return [
    atLeast('HTTP, 2 items, 200 rules, everything on, against bare `node:http`', 0.45, ratioTo('bare'), 3),
    atLeast('the same against the obvious implementation', 40, ratioTo('obvious'), 1),
  ];
}

const isMeasured = (engine, rules) => engine.warm.some((each) => each.rules === rules);

const cellsOf = (engine, rules, name) =>
  engine.warm
    .find((each) => each.rules === rules)
    .contenders.find((each) => each.name === name)
    .cells.filter(({ skipped }) => skipped === undefined);

/** How many times as long one contender takes as another; of the sizes of a callback, the one where that is least. */
function leastRatio(engine, rules, slow, fast) {
  const faster = cellsOf(engine, rules, fast);
  const bySize = cellsOf(engine, rules, slow).map(
    ({ size, ratio }) => ratio / faster.find((each) => each.size === size).ratio,
  );
  return Math.min(...bySize);
}

function engines(engine) {
  const counts = [200, 1_000].filter((rules) => isMeasured(engine, rules));
  return counts.flatMap((rules) => {
    const against = (slow, fast = 'friendgate') => leastRatio(engine, rules, slow, fast);
    const title = `${rules.toLocaleString('en')} rules`;
    const asWritten = 'json-rules-engine, facts by parameters';
    const fastest = 'json-rules-engine';
    const explaining = 'friendgate, explaining';
    return [
      atLeast(`json-rules-engine, rules as staff write them, ${title}`, 500, against(asWritten)),
      atLeast(`json-rules-engine, in its fastest form, ${title}`, 500, against(fastest)),
      atLeast(`the same as written, fully explained, ${title}`, 100, against(asWritten, explaining)),
      atLeast(`the same in its fastest form, fully explained, ${title}`, 100, against(fastest, explaining)),
      atLeast(`zen-engine, ${title}`, 20, against('zen-engine'), 1),
    ];
  });
}

function times(engine) {
  return [...growths(engine), ...singleCallbacks(engine)];
}

function growths(engine) {
  const counts = [10_000, 1_000];
  if (!counts.every((rules) => isMeasured(engine, rules))) return [];
  const growth = (name) => {
    const [large, small] = counts.map((rules) => cellsOf(engine, rules, name));
    return Math.max(...large.map(({ micros }, at) => micros / small[at].micros));
  };
  return [
    atMost(
      'an item, read and judged, at 10,000 rules against 1,000',
      4,
      growth('friendgate, reading the packet'),
      '×',
    ),
    atMost('judging alone, at 10,000 rules against 1,000', 4, growth('friendgate'), '×'),
  ];
}

function singleCallbacks({ latencies }) {
  const afterPublish = latencies.flatMap((each) => each.afterPublish.map(({ max }) => max / 1_000));
  const large = latencies.filter(({ rules }) => rules === 1_000).map((each) => each.large.p99 / 1_000);
  return [
    ...(afterPublish.length === 0
      ? []
      : [atMost('first packets after a publish, slowest', 25, Math.max(...afterPublish), 'ms')]),
    ...large.map((p99) => atMost('100 items × 1,000 rules in one callback, 99th of 100', 25, p99, 'ms')),
  ];
}

/** Every answer that is wrong, missing, degraded or not recorded is a failure. */
function failuresIn({ wrong, errors, unanswered, neverSent, degraded, itself }) {
  const degradedItems = Object.values(degraded ?? {}).reduce((sum, items) => sum + items, 0);
  return (wrong ?? 0) + errors + unanswered + neverSent + degradedItems + (itself?.unrecorded ?? 0);
}

function openLoop({ open, settings }) {
  return open
    .filter(({ scenario }) => scenario !== 'bare')
    .map(({ scenario, latency, overOneSecond, ...run }) => {
      const failures = failuresIn(run);
      return {
        what: `open loop ${number(settings.rate)}/s, ${scenario}`,
        wanted: 'p99 ≤ 25 ms, p99.9 ≤ 100 ms, none over 1 s, none failed',
        measured: `${number(latency.p99, 1)} ms, ${number(latency.p999, 1)} ms, ${overOneSecond}, ${failures}`,
        holds: latency.p99 <= 25 && latency.p999 <= 100 && overOneSecond + failures === 0,
      };
    });
}

function draining(printed) {
  const found = /^drain into PostgreSQL: +([\d,]+) decisions/m.exec(printed ?? '');
  if (found === null) return [];
  const perSecond = Number(found[1].replaceAll(',', ''));
  return [
    {
      what: 'drain into PostgreSQL',
      wanted: '10,000 decisions/s',
      measured: `${number(perSecond)} decisions/s`,
      holds: perSecond >= 10_000,
    },
  ];
}
