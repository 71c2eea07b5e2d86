import { Clock } from './clock.js';

/** The part of elapsed time by which the clock may run faster or slower than monotonic time. */
const MAX_SLEW = 0.01;
/** Further off than this for so long, in milliseconds, the clock steps instead. */
const STEP_OFF_MS = 60_000;
const STEP_AFTER_MS = 300_000;
/** A last record that is later than the wall clock holds the clock for so many milliseconds at most. */
const MAX_HOLD_MS = 60_000;

/** The machine's sources of time, in milliseconds. */
export interface TimeSources {
  /** Since the epoch; an administrator or NTP may set it. */
  wall(): number;
  /** Since some moment of this process; only ever moves forward at one speed. */
  monotonic(): number;
}

const machine: TimeSources = { wall: () => Date.now(), monotonic: () => performance.now() };

/**
 * The wall clock at the start, then monotonic time, slewed towards the wall clock by 1 % of elapsed time at most: a wrong wall clock
 * moves windows by little, and never backwards. A wall clock that stays more than a minute ahead for five minutes is believed at
 * once; one that is behind is followed by slewing alone, since the clock never goes back.
 */
export class ReceiptClock extends Clock {
  /** The time at the moment of the last comparison, and that moment by the monotonic source. */
  private anchorTime: number;
  private anchorAt: number;
  /** How far the wall clock was ahead then. */
  private offsetMs = 0;
  private holdUntil = 0;
  /** Monotonic time since when the wall clock has been far ahead. */
  private farAheadSince: number | null = null;

  constructor(private readonly time: TimeSources = machine) {
    super();
    this.anchorTime = time.wall();
    this.anchorAt = time.monotonic();
  }

  override now(): number {
    return Math.max(this.holdUntil, Math.floor(this.timeAt(this.time.monotonic())));
  }

  override micros(): number {
    return this.time.monotonic() * 1_000;
  }

  override wall(): number {
    return this.time.wall();
  }

  override synchronize(): number {
    const at = this.time.monotonic();
    this.anchorTime = this.timeAt(at);
    this.anchorAt = at;
    this.offsetMs = this.time.wall() - this.anchorTime;
    if (this.offsetMs <= STEP_OFF_MS) this.farAheadSince = null;
    else this.farAheadSince ??= at;
    if (this.farAheadSince === null || at - this.farAheadSince < STEP_AFTER_MS) return 0;
    const step = this.offsetMs;
    this.anchorTime += step;
    this.offsetMs = 0;
    this.farAheadSince = null;
    return step;
  }

  override resumeFrom(lastRecordAt: number): void {
    this.holdUntil = Math.max(this.holdUntil, Math.min(lastRecordAt, this.time.wall() + MAX_HOLD_MS));
  }

  private timeAt(monotonic: number): number {
    const elapsed = monotonic - this.anchorAt;
    const limit = elapsed * MAX_SLEW;
    return this.anchorTime + elapsed + Math.max(-limit, Math.min(limit, this.offsetMs));
  }
}
