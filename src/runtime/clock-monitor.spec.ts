import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ClockMonitor } from './clock-monitor.js';
import { Clock } from './clock.js';
import type { Log } from './log.js';

class WrongClock extends Clock {
  aheadMs = 0;
  step = 0;

  override now(): number {
    return 1_800_000_000_000;
  }

  override wall(): number {
    return this.now() - this.aheadMs;
  }

  override micros(): number {
    return 0;
  }

  override synchronize(): number {
    return this.step;
  }
}

describe('the monitor of the clock', () => {
  let clock: WrongClock;
  let lines: string[];
  let monitor: ClockMonitor;
  beforeEach(() => {
    jest.useFakeTimers();
    clock = new WrongClock();
    lines = [];
    const at = (level: string) => (_fields: object, message: string) =>
      void lines.push(`${level}: ${message}`);
    const log: Log = { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
    monitor = new ClockMonitor(clock, log);
  });
  afterEach(() => {
    monitor.stop();
    jest.useRealTimers();
  });

  it('says from more than two seconds on that the clock is off, whichever way', () => {
    clock.aheadMs = 2_000;
    expect(monitor.problem()).toBeNull();
    clock.aheadMs = 3_600_000;
    expect(monitor.problem()).toBe(
      'the clock of this machine is 3600.0 s behind the time of receipt, by which windows run: check NTP',
    );
    clock.aheadMs = -2_500;
    expect(monitor.problem()).toContain('2.5 s ahead of the time of receipt');
  });

  /**
   * @fault clock: the clock is off by more than 2 s
   * @effect One log line when it begins, and one when it ends.
   */
  it('logs once when the clocks part, and once when they agree again', () => {
    jest.advanceTimersByTime(5_000);
    clock.aheadMs = 5_000;
    jest.advanceTimersByTime(5_000);
    clock.aheadMs = 0;
    jest.advanceTimersByTime(5_000);
    expect(lines).toEqual([
      expect.stringContaining('error: the clock of this machine is 5.0 s behind'),
      'info: the clock of this machine and the time of receipt agree again',
    ]);
  });

  it('logs a step', () => {
    clock.step = 3_600_000;
    jest.advanceTimersByTime(1_000);
    clock.step = 0;
    jest.advanceTimersByTime(5_000);
    expect(lines).toEqual(['error: the time of receipt was stepped forwards to the clock of this machine']);
  });
});
