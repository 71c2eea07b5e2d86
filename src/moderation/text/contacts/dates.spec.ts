import { describe, expect, it } from '@jest/globals';
import { looksLikeDate } from './dates.js';

describe('digits that look like a date', () => {
  it.each(['2024-05-01', '2024.5.1', '20240501', '1.5.2024', '12-31-1999', '2019-2023', '2019 - 2023'])(
    '%j does',
    (digits) => {
      expect(looksLikeDate(digits)).toBe(true);
    },
  );

  it.each(['010-1234-5678', '2024-13-01', '13800138000', '+82 10 1234 5678', '2024-0501'])(
    '%j does not',
    (digits) => {
      expect(looksLikeDate(digits)).toBe(false);
    },
  );
});
