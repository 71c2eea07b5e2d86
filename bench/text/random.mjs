/** The same numbers in every run. */
export class Random {
  constructor(seed) {
    this.state = seed;
  }

  /** From 0 up to, not including, `end`. */
  below(end) {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * end);
  }

  pick(values) {
    return values[this.below(values.length)];
  }
}
