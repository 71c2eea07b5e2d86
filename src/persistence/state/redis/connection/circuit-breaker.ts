const MAX_FAILURES = 3;

/** Opens after three failures in a row, and closes at the next success. */
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
