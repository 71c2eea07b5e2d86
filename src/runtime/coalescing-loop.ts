/** Runs one pass of some work at a time. Requests that come during a pass share one more pass after it. */
export class CoalescingLoop {
  private running: Promise<void> | null = null;
  private requested = false;

  constructor(private readonly pass: () => Promise<void>) {}

  /** Resolves once a pass that began after this call has ended; rejects when a pass fails. */
  run(): Promise<void> {
    this.requested = true;
    this.running ??= this.runAll();
    return this.running;
  }

  private async runAll(): Promise<void> {
    try {
      while (this.requested) {
        this.requested = false;
        await this.pass();
      }
    } finally {
      this.running = null;
    }
  }
}
