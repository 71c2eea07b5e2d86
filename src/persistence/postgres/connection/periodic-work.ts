/** Repeats work with a pause after each run, until it is stopped. Failures are ignored: the work notes them itself. */
export class PeriodicWork {
  private readonly timers = new Set<NodeJS.Timeout>();
  private isStopped = false;

  every(ms: number, work: () => Promise<unknown>): void {
    if (this.isStopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void work()
        .catch(() => {})
        .finally(() => this.every(ms, work));
    }, ms).unref();
    this.timers.add(timer);
  }

  stop(): void {
    this.isStopped = true;
    for (const timer of this.timers) clearTimeout(timer);
  }
}
