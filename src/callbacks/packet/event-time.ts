/** Below this a time is in seconds: as milliseconds it would lie in 1973, and as seconds it lies before the year 5138. */
const MIN_MILLISECONDS = 100_000_000_000;

/** The last moment that a date can name. */
const MAX_DATE_MS = 8_640_000_000_000_000;

/** The platform's time in whole milliseconds since the epoch, from a number or digits, in milliseconds or seconds; else `null`. */
export function parseEventTime(sent: unknown): number | null {
  const number = typeof sent === 'string' && /^\s*\d{1,20}(\.\d{1,20})?\s*$/.test(sent) ? Number(sent) : sent;
  if (typeof number !== 'number' || !Number.isFinite(number)) return null;
  const milliseconds = Math.round(number > 0 && number < MIN_MILLISECONDS ? number * 1_000 : number);
  return Math.abs(milliseconds) <= MAX_DATE_MS ? milliseconds : null;
}
