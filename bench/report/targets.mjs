import { number, table } from '../http/tables.mjs';

/** What is to be reached at least, with what was measured, from the results of `engine.mjs` and `http.mjs`. */
export function targetsTable(engine, http) {
  const rows = [...ratios(http), ...engines(engine), ...times(engine), ...openLoop(http)];
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

const cellOf = (engine, rules, name, size = 1) =>
  engine.warm
    .find((each) => each.rules === rules)
    .contenders.find((each) => each.name === name)
    .cells.find((each) => each.size === size);

function engines(engine) {
  return [200, 1_000].flatMap((rules) => {
    const micros = (name) => cellOf(engine, rules, name).micros;
    const title = rules.toLocaleString('en');
    const library = 'json-rules-engine, facts by parameters';
    return [
      atLeast(
        `json-rules-engine, rules as staff write them, ${title} rules`,
        500,
        micros(library) / micros('friendgate'),
      ),
      atLeast(
        `json-rules-engine, in its fastest form, ${title} rules`,
        500,
        micros('json-rules-engine') / micros('friendgate'),
      ),
      atLeast(
        `the same as written, fully explained, ${title} rules`,
        100,
        micros(library) / micros('friendgate, explaining'),
      ),
      atLeast(`zen-engine, ${title} rules`, 20, micros('zen-engine') / micros('friendgate'), 1),
    ];
  });
}

function times(engine) {
  const reading = (rules) => cellOf(engine, rules, 'friendgate, reading the packet').micros;
  const judging = (rules) => cellOf(engine, rules, 'friendgate').micros;
  const afterPublish = engine.latencies.flatMap((each) => each.afterPublish.map(({ max }) => max / 1_000));
  const large = engine.latencies.find(({ rules }) => rules === 1_000).large.p99 / 1_000;
  return [
    atMost(
      'an item, read and judged, at 10,000 rules against 1,000',
      4,
      reading(10_000) / reading(1_000),
      '×',
    ),
    atMost('judging alone, at 10,000 rules against 1,000', 4, judging(10_000) / judging(1_000), '×'),
    atMost('first packets after a publish, slowest', 25, Math.max(...afterPublish), 'ms'),
    atMost('100 items × 1,000 rules in one callback, 99th of 100', 25, large, 'ms'),
  ];
}

function openLoop({ open }) {
  return open
    .filter(({ scenario }) => scenario !== 'bare')
    .map(({ scenario, latency, overOneSecond, wrong, errors }) => ({
      what: `open loop 1,000/s, ${scenario}`,
      wanted: 'p99 ≤ 25 ms, p99.9 ≤ 100 ms, none over 1 s, none wrong',
      measured: `${number(latency.p99, 1)} ms, ${number(latency.p999, 1)} ms, ${overOneSecond}, ${wrong + errors}`,
      holds: latency.p99 <= 25 && latency.p999 <= 100 && overOneSecond + wrong + errors === 0,
    }));
}
