const MAX_FAILURES = 3;

/** Opens after three failures in a row: from then on nobody asks, until somebody has been answered. */
export class CircuitBreaker {
  private failures = 0;

  get isOpen(): boolean {
    return this.failures >= MAX_FAILURES;
  }

  succeeded(): void {
    this.failures = 0;
  }

  failed(): void {
    this.failures += 1;
  }
}
