import { parse, View } from 'vega';
import { compile } from 'vega-lite';

/** A chart as SVG, of a specification of Vega-Lite. */
export function svgOf(specification) {
  const { spec } = compile({
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'white',
    config: { font: 'sans-serif', view: { stroke: null }, legend: { labelLimit: 300 } },
    ...specification,
  });
  return new View(parse(spec), { renderer: 'none' }).toSVG();
}

/** Microseconds an item by number of rules, a line a contender. */
export function engineChart({ warm }) {
  const values = warm.flatMap(({ rules, contenders }) =>
    contenders.flatMap(({ name, cells = [] }) => {
      const cell = cells.find(({ size }) => size === 1);
      return cell?.micros === undefined ? [] : [{ rules, engine: name, micros: cell.micros }];
    }),
  );
  return svgOf({
    width: 620,
    height: 360,
    data: { values },
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'rules', type: 'quantitative', scale: { type: 'log' }, title: 'rules' },
      y: { field: 'micros', type: 'quantitative', scale: { type: 'log' }, title: 'µs an item' },
      color: { field: 'engine', type: 'nominal', sort: null, title: null },
    },
  });
}

/** Latencies of the open loop, by disturbance. */
export function openChart({ open }) {
  const names = { p50: 'median', p99: '99th of 100', p999: '999th of 1,000', max: 'slowest' };
  const values = open.flatMap(({ scenario, latency }) =>
    Object.entries(names).map(([field, part]) => ({ scenario, part, ms: latency[field] })),
  );
  return svgOf({
    width: 620,
    height: { step: 44 },
    data: { values },
    mark: { type: 'point', filled: true, size: 90 },
    encoding: {
      y: { field: 'scenario', type: 'nominal', sort: null, title: null },
      x: {
        field: 'ms',
        type: 'quantitative',
        scale: { type: 'log' },
        title: 'ms from the intended time of sending',
      },
      color: { field: 'part', type: 'nominal', sort: Object.values(names), title: null },
      shape: { field: 'part', type: 'nominal', sort: Object.values(names), title: null },
    },
  });
}

/** Callbacks a second in the closed loop, by target. */
export function closedChart({ closed }) {
  const values = closed.summary.map(({ target, items, perSecond }) => ({
    target,
    items: `${items} items`,
    perSecond,
  }));
  return svgOf({
    data: { values },
    facet: { row: { field: 'items', type: 'nominal', sort: null, title: null } },
    spec: {
      width: 560,
      height: { step: 24 },
      mark: 'bar',
      encoding: {
        y: { field: 'target', type: 'nominal', sort: null, title: null },
        x: {
          field: 'perSecond',
          type: 'quantitative',
          scale: { type: 'log', domainMin: 1 },
          title: 'callbacks a second',
        },
      },
    },
  });
}
