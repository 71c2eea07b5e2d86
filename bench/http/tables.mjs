export const number = (value, digits = 0) =>
  value === null || value === undefined || Number.isNaN(value)
    ? '–'
    : value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A table in Markdown. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  );
}

const degradedItems = ({ degraded }) =>
  degraded === null ? null : Object.values(degraded).reduce((sum, items) => sum + items, 0);

/** Medians over the rounds, by size and target. */
export function closedSummary(results) {
  const keys = [...new Set(results.map(({ items, target }) => `${items} ${target}`))];
  return keys.map((key) => {
    const runs = results.filter(({ items, target }) => `${items} ${target}` === key);
    const over = (read) => median(runs.map(read));
    const sum = (read) => runs.reduce((total, run) => total + (read(run) ?? 0), 0);
    return {
      items: runs[0].items,
      target: runs[0].target,
      perSecond: over(({ perSecond }) => perSecond),
      mainMicros: over(({ processor }) => processor.main),
      allMicros: over(({ processor }) => processor.all),
      p50: over(({ latency }) => latency.p50),
      p99: over(({ latency }) => latency.p99),
      errors: sum(({ errors, unanswered }) => errors + unanswered),
      wrong: runs[0].wrong === null ? null : sum(({ wrong }) => wrong),
      degraded: runs[0].itself === undefined ? null : sum(degradedItems),
      busy: Math.max(...runs.map(({ busy }) => busy.elsewhere)),
      unrecorded: runs[0].itself === undefined ? null : sum(({ itself }) => itself.unrecorded),
      shadowSkipped:
        runs[0].itself === undefined
          ? null
          : sum(({ itself }) => itself.shadowSkipped) / sum(({ answered, items }) => answered * items),
    };
  });
}

/** The ratios to hold: friendgate's throughput to each other's, of medians, and the least and the most within a round. */
export function closedRatios(results) {
  const of = (items, target) => results.filter((each) => each.items === items && each.target === target);
  const sizes = [...new Set(results.map(({ items }) => items))];
  return sizes.flatMap((items) =>
    ['bare', 'echo', 'recording', 'obvious'].flatMap((other) => {
      const [ours, theirs] = [of(items, 'friendgate'), of(items, other)];
      if (ours.length === 0 || theirs.length === 0) return [];
      const each = ours.map(({ perSecond }, round) => perSecond / theirs[round].perSecond);
      const main = (runs) => median(runs.map(({ processor }) => processor.main));
      return [
        {
          items,
          other,
          ratio: median(each),
          least: Math.min(...each),
          most: Math.max(...each),
          byProcessor: main(theirs) / main(ours),
        },
      ];
    }),
  );
}

// oxlint-disable-next-line max-lines-per-function -- two tables, column by column
export function closedTables(summary, ratios) {
  const head = [
    'closed loop',
    'items',
    'callbacks/s',
    'main thread µs',
    'all threads µs',
    'p50 ms',
    'p99 ms',
  ];
  const more = [
    'errors',
    'wrong',
    'degraded items',
    'not in the database',
    'shadow left out',
    'cores busy before',
  ];
  const rows = summary.map((row) => [
    row.target,
    row.items,
    number(row.perSecond, row.perSecond < 100 ? 2 : 0),
    number(row.mainMicros),
    number(row.allMicros),
    number(row.p50, 1),
    number(row.p99, 1),
    number(row.errors),
    number(row.wrong),
    number(row.degraded),
    number(row.unrecorded),
    row.shadowSkipped === null ? '–' : `${number(100 * row.shadowSkipped, 1)} %`,
    number(row.busy, 1),
  ]);
  const ratioRows = ratios.map(({ items, other, ratio, least, most, byProcessor }) => [
    `friendgate against ${other}`,
    items,
    number(ratio, 3),
    `${number(least, 3)}–${number(most, 3)}`,
    number(byProcessor, 3),
  ]);
  const ratioHead = ['ratio', 'items', 'of throughput', 'least–most', 'of main-thread time'];
  return [table([...head, ...more], rows), table(ratioHead, ratioRows)].join('\n\n');
}

export function openTable(results, rate) {
  const head = [
    `open loop, ${rate}/s`,
    'p50',
    'p99',
    'p99.9',
    'max',
    'sent late p99',
    'max',
    '> 1 s',
    '> 2 s',
  ];
  const more = [
    'errors',
    'wrong',
    'degraded items',
    'not in the database',
    'main thread µs',
    'cores busy before',
    'during',
  ];
  const rows = results.map((result) => [
    result.scenario,
    ...['p50', 'p99', 'p999', 'max'].map((name) => number(result.latency[name], 1)),
    number(result.sending.p99, 1),
    number(result.sending.max, 1),
    number(result.overOneSecond),
    number(result.overTwoSeconds),
    number(result.errors + result.unanswered + result.neverSent),
    number(result.wrong),
    number(degradedItems(result)),
    number(result.itself?.unrecorded),
    number(result.processor.main),
    number(result.busy.elsewhere, 1),
    number(result.busy.altogether, 1),
  ]);
  return table([...head, ...more], rows);
}
