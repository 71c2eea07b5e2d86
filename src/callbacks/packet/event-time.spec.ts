import { describe, expect, it } from '@jest/globals';
import { parseEventTime } from './event-time.js';

describe('the time of an event', () => {
  it.each<[unknown, number | null]>([
    [1_631_777_645_424, 1_631_777_645_424],
    ['1631777645424', 1_631_777_645_424],
    [1_631_777_645, 1_631_777_645_000],
    ['1631777645.5', 1_631_777_645_500],
    [4_102_444_800_000, 4_102_444_800_000],
    [0, 0],
    [-1, -1],
    [null, null],
    ['', null],
    ['yesterday', null],
    ['0x10', null],
    [true, null],
    [[1], null],
    [Number.POSITIVE_INFINITY, null],
    [1e300, null],
  ])('%j is %j', (sent, read) => expect(parseEventTime(sent)).toBe(read));
});
