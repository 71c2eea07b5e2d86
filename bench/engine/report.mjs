/** The middle of numbers, or the mean of the two in the middle. */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const rounded = (number) => Number(number.toPrecision(4));

/** Medians over the rounds; `ratio` is the median of the rounds' ratios to friendgate, which comes first. */
export function summaryOf({ shape, contenders }) {
  const [friendgate] = contenders;
  const summaries = contenders.map((contender) => {
    if (contender.skipped !== undefined) return contender;
    const cells = contender.cells.map((cell, index) => cellOf(cell, friendgate.cells[index]));
    return { ...contender, cells };
  });
  return { ...shape, matching: rounded(shape.matching), contenders: summaries };
}

function cellOf({ size, skipped, micros }, friendgate) {
  if (skipped !== undefined) return { size, skipped };
  return {
    size,
    micros: rounded(median(micros)),
    least: rounded(Math.min(...micros)),
    most: rounded(Math.max(...micros)),
    ratio: rounded(median(micros.map((each, round) => each / friendgate.micros[round]))),
  };
}

/** Three digits that count. */
function short(number) {
  return number >= 100 ? Math.round(number).toLocaleString('en') : String(Number(number.toPrecision(3)));
}

export function warmRows({ comparisons, different, readings, matching, contenders }) {
  const share = `${(matching * 100).toFixed(1)} % of the rules match an item`;
  const rules = `${comparisons.toLocaleString('en')} comparisons, ${different.toLocaleString('en')} different`;
  const titles = ['', '1 item', '×', '10 items', '×', '100 items', '×', 'bytes'];
  return {
    about: `${share}; ${rules}; ${readings} readings. µs an item, and × what friendgate takes`,
    rows: [titles, ...contenders.map(warmRow)],
    notes: contenders.flatMap(notesOf),
  };
}

function warmRow({ name, skipped, cells, bytes }) {
  if (skipped !== undefined) return [name, ...Array.from({ length: 7 }, () => '–')];
  const figures = cells.flatMap((cell) =>
    cell.skipped === undefined ? [short(cell.micros), short(cell.ratio)] : ['–', '–'],
  );
  return [name, ...figures, bytes.toLocaleString('en')];
}

function notesOf({ name, skipped, cells }) {
  const reasons = skipped === undefined ? cells.flatMap((cell) => cell.skipped ?? []) : [skipped];
  return reasons.map((reason) => `not measured: ${name}: ${reason}`);
}

/** The median and the maximum over the publishes. */
export function latencyRows(latencies) {
  const rows = latencies.flatMap(({ rules, atStart, afterPublish, large }) => {
    const title = `${rules.toLocaleString('en')} rules`;
    const middle = (field) => median(afterPublish.map((each) => each[field]));
    const worst = Math.max(...afterPublish.map(({ max }) => max));
    const publishes = [middle('compileMs'), middle('first'), middle('p50'), middle('p99'), worst];
    const { compileMs, first, p50, p99, max } = atStart;
    return [
      [`${title}, first packets of the process`, compileMs, first, p50, p99, max],
      [
        `${title}, first packets after a publish, median of ${afterPublish.length}, most of all`,
        ...publishes,
      ],
      [`${title}, callbacks of 100 items, warm`, '', '', large.p50, large.p99, large.max],
    ];
  });
  const shown = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? short(cell) : cell)));
  return { rows: [['', 'compile ms', 'first µs', 'p50 µs', 'p99 µs', 'most µs'], ...shown], notes: [] };
}

export function printTable({ about, rows, notes }) {
  if (about !== undefined) console.log(`  ${about}`);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]),
    );
    console.log(`  ${cells.join('  ')}`);
  }
  for (const note of notes) console.log(`  ${note}`);
}
