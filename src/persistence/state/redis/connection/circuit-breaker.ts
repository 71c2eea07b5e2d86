const FAILURES_IN_A_ROW = 3;

/** Opens after three failures in a row: from then on nobody asks, until somebody has been answered. */
export class Breaker {
  private failures = 0;

  get isOpen(): boolean {
    return this.failures >= FAILURES_IN_A_ROW;
  }

  succeeded(): void {
    this.failures = 0;
  }

  failed(): void {
    this.failures += 1;
  }
}
