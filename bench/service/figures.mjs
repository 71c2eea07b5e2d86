import { availableParallelism, cpus } from 'node:os';

export const MB = 1024 ** 2;

/** Where a run took place. */
export const machine = () => ({
  date: new Date().toISOString(),
  node: process.version,
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
});

/** Percentiles of milliseconds; `null` where there are none. */
export function percentiles(times) {
  const ms = Float64Array.from(times).sort();
  const at = (share) => ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? null;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * The straight line of least squares through points `[x, y]`: by how much y grows while x grows by one, and the standard error
 * of that; `null` for what so few points do not say.
 */
export function slopeOf(points) {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x0, y0] = [mean(([x]) => x), mean(([, y]) => y)];
  const spread = points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
  if (points.length < 2 || spread === 0) return { slope: null, error: null };
  const slope = points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0) / spread;
  if (points.length < 3) return { slope, error: null };
  const rest = points.reduce((sum, [x, y]) => sum + (y - y0 - slope * (x - x0)) ** 2, 0);
  return { slope, error: Math.sqrt(rest / (points.length - 2) / spread) };
}

/** A number with so many digits behind the point; a dash for none. */
export const shown = (number, digits = 1) => (number === null ? '-' : number.toFixed(digits));

/** Rows of texts under their heads, right-aligned but for the first column. */
export function table(heads, rows) {
  const all = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => String(row[column]).length)));
  const cell = (text, column) =>
    column === 0 ? String(text).padEnd(widths[column]) : String(text).padStart(widths[column]);
  return all.map((row) => row.map(cell).join('  ')).join('\n');
}
