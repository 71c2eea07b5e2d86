/** Time as an input. */
export abstract class Clock {
  /** Milliseconds since the epoch; never less than what it said before. */
  abstract now(): number;

  /** Microseconds since some moment of this process; for durations and deadlines, untouched by changes of the wall clock. */
  abstract micros(): number;
}
