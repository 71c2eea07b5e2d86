import { z } from 'zod';

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const DURATION_PATTERN = /^([1-9][0-9]{0,6})(s|m|h|d)$/u;
const MAX_DURATION_MS = 30 * unitMs.d;

/** Milliseconds of `90s`, `10m`, `24h`, `30d`: a whole number from one second to 30 days; `null` for anything else. */
export function parseDuration(text: string): number | null {
  const [, count, unit] = DURATION_PATTERN.exec(text) ?? [];
  const length =
    unit === 's' || unit === 'm' || unit === 'h' || unit === 'd' ? Number(count) * unitMs[unit] : null;
  return length !== null && length <= MAX_DURATION_MS ? length : null;
}

/** A duration as rules write it; parsed to milliseconds. */
export const duration = z
  .string()
  .regex(DURATION_PATTERN, 'write a whole number and s, m, h or d, like 90s, 10m, 24h or 30d')
  .refine(
    (text) => !DURATION_PATTERN.test(text) || parseDuration(text) !== null,
    'a duration is at most 30 days',
  )
  .transform((text) => parseDuration(text) ?? 0)
  .describe('A duration from 1s to 30d: a whole number and s, m, h or d');
