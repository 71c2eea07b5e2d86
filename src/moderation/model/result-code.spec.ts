import { describe, expect, it } from '@jest/globals';
import { LAST_CODE, nextFreeCode } from './result-code.js';

describe('the next free result code', () => {
  it.each<[readonly number[], number | null]>([
    [[], 38010],
    [[38000, 38009], 38010],
    [[38010, 38013], 38011],
    [[38011, LAST_CODE], 38010],
    [Array.from({ length: LAST_CODE - 38010 + 1 }, (_, at) => 38010 + at), null],
  ])('is the lowest that is not in use: %#', (used, free) => {
    expect(nextFreeCode(used)).toBe(free);
  });
});
