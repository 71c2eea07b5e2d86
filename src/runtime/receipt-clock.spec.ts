import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ReceiptClock, type TimeSources } from './receipt-clock.js';

const START = 1_800_000_000_000;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Sources of time that a test moves; the clock is synchronized once a second, as the service does. */
class TestTime implements TimeSources {
  private elapsed = 5_000;
  /** How far the wall clock is wrong. */
  wrongBy = 0;
  readonly clock: ReceiptClock;
  readonly steps: number[] = [];

  constructor(wrongBy = 0) {
    this.wrongBy = wrongBy;
    this.clock = new ReceiptClock(this);
  }

  wall(): number {
    return START + this.elapsed - 5_000 + this.wrongBy;
  }

  monotonic(): number {
    return this.elapsed;
  }

  pass(ms: number): void {
    for (let left = ms; left > 0; left -= SECOND) {
      this.elapsed += Math.min(SECOND, left);
      const step = this.clock.synchronize();
      if (step !== 0) this.steps.push(step);
    }
  }

  /** How far the clock is from the true time. */
  get off(): number {
    return this.clock.now() - (START + this.elapsed - 5_000);
  }
}

describe('the clock of receipt', () => {
  it('starts at the wall clock, and goes on with monotonic time', () => {
    const time = new TestTime();
    expect(time.clock.now()).toBe(START);
    time.pass(90 * MINUTE);
    expect(time.clock.now()).toBe(START + 90 * MINUTE);
  });

  /**
   * @fault clock: the wall clock is an hour wrong for five seconds
   * @effect Windows move by 50 ms, and come back.
   */
  it('follows an hour that is wrong for five seconds by fifty milliseconds, and comes back', () => {
    const time = new TestTime();
    time.pass(MINUTE);
    time.wrongBy = HOUR;
    time.pass(5 * SECOND);
    expect(time.off).toBeGreaterThan(0);
    expect(time.off).toBeLessThanOrEqual(50);
    expect(time.clock.wall() - time.clock.now()).toBeGreaterThan(HOUR - SECOND);
    time.wrongBy = 0;
    time.pass(6 * SECOND);
    expect(Math.abs(time.off)).toBeLessThanOrEqual(1);
    expect(time.steps).toEqual([]);
  });

  it('is slewed by one per cent of elapsed time', () => {
    const time = new TestTime();
    time.wrongBy = 30 * SECOND;
    time.pass(10 * MINUTE);
    expect(time.off).toBeCloseTo(6 * SECOND, -2);
    time.pass(HOUR);
    expect(time.off).toBeCloseTo(30 * SECOND, -2);
    expect(time.steps).toEqual([]);
  });

  /**
   * @fault clock: the wall clock stays more than a minute ahead for five minutes
   * @effect The receipt clock steps forwards.
   */
  it('steps forwards to a wall clock that stays more than a minute ahead for five minutes', () => {
    const time = new TestTime();
    time.wrongBy = HOUR;
    time.pass(5 * MINUTE);
    expect(time.off).toBeLessThanOrEqual(3 * SECOND);
    time.pass(2 * SECOND);
    expect(time.off).toBe(HOUR);
    expect(time.steps).toHaveLength(1);
  });

  it('does not step where the wall clock was right in between', () => {
    const time = new TestTime();
    for (let round = 0; round < 4; round += 1) {
      time.wrongBy = HOUR;
      time.pass(4 * MINUTE);
      time.wrongBy = 0;
      time.pass(2 * SECOND);
    }
    expect(time.steps).toEqual([]);
    expect(time.off).toBeLessThan(10 * SECOND);
  });

  /**
   * @fault clock: the wall clock is set back
   * @effect The receipt clock goes slower, and never backwards.
   */
  it('never goes back to a wall clock that is behind, but goes slower', () => {
    const time = new TestTime(HOUR);
    time.wrongBy = 0;
    time.pass(20 * MINUTE);
    expect(time.steps).toEqual([]);
    expect(time.off).toBeCloseTo(HOUR - 12 * SECOND, -2);
  });

  it('is never earlier than before, whatever the wall clock does', () => {
    const change = fc.record({ wrongBy: fc.integer({ min: -2 * HOUR, max: 2 * HOUR }), ms: fc.nat(400_000) });
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 12 }),
        fc.integer({ min: -HOUR, max: HOUR }),
        (changes, last) => {
          const time = new TestTime();
          time.clock.resumeFrom(START + last);
          let before = time.clock.now();
          for (const { wrongBy, ms } of changes) {
            time.wrongBy = wrongBy;
            time.pass(ms);
            expect(time.clock.now()).toBeGreaterThanOrEqual(before);
            before = time.clock.now();
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the clock of receipt, after a record that is later than now', () => {
  it('holds at its time until the wall clock is there', () => {
    const time = new TestTime();
    time.clock.resumeFrom(START + 20 * SECOND);
    expect(time.clock.now()).toBe(START + 20 * SECOND);
    time.pass(19 * SECOND);
    expect(time.clock.now()).toBe(START + 20 * SECOND);
    time.pass(11 * SECOND);
    expect(time.clock.now()).toBe(START + 30 * SECOND);
  });

  /**
   * @fault clock: the last record is later than now at a start
   * @effect Windows hold at its time for at most 60 s.
   */
  it('holds for a minute at most', () => {
    const time = new TestTime();
    time.clock.resumeFrom(START + HOUR);
    expect(time.clock.now()).toBe(START + MINUTE);
    time.pass(61 * SECOND);
    expect(time.clock.now()).toBe(START + 61 * SECOND);
  });

  it('does not hold at an earlier one', () => {
    const time = new TestTime();
    time.clock.resumeFrom(START - HOUR);
    expect(time.clock.now()).toBe(START);
  });
});
