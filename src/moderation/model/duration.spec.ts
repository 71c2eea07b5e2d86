import { describe, expect, it } from '@jest/globals';
import { duration, parseDuration } from './duration.js';

describe('a duration', () => {
  it.each([
    ['1s', 1_000],
    ['90s', 90_000],
    ['10m', 600_000],
    ['24h', 86_400_000],
    ['30d', 2_592_000_000],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
    expect(duration.parse(text)).toBe(ms);
  });

  it.each(['0s', '31d', '721h', '10', 'm', '1.5h', '-1m', '10 m', '10M', '010m', '1w', '9999999d'])(
    '%j is none',
    (text) => {
      expect(parseDuration(text)).toBeNull();
      expect(duration.safeParse(text).success).toBe(false);
    },
  );
});
