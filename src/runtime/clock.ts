/** Time as an input. */
export abstract class Clock {
  /**
   * The time of receipt, for windows, records and ids: milliseconds since the epoch, never less than before. It follows the wall
   * clock slowly.
   */
  abstract now(): number;

  /** Microseconds since some moment of this process; for durations and deadlines, untouched by changes of the wall clock. */
  abstract micros(): number;

  /** The machine's wall clock, for signatures and the age of events: milliseconds since the epoch. It may jump either way. */
  wall(): number {
    return this.now();
  }

  /** Compares `now` with the wall clock; call it about once a second. @returns milliseconds of a step that this made, mostly 0 */
  synchronize(): number {
    return 0;
  }

  /** Holds `now` at the time of the last record of an earlier process, for a minute at most, until the wall clock reaches it. */
  resumeFrom(_lastRecordAt: number): void {}
}
