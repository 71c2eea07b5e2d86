/** Time as an input. */
export abstract class Clock {
  /** Milliseconds since the epoch; never less than what it said before. */
  abstract now(): number;
}
