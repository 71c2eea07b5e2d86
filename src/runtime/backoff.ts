const FIRST_MS = 200;
const MAX_MS = 1_000;

/** Waits longer each time, until it is told that things go well. Can be cut short. */
export class Backoff {
  private nextMs = FIRST_MS;

  async pause(signal: AbortSignal): Promise<void> {
    const ms = this.nextMs;
    this.nextMs = Math.min(MAX_MS, ms * 2);
    await sleep(ms, signal);
  }

  reset(): void {
    this.nextMs = FIRST_MS;
  }
}

/** Resolves after a while, or when the signal comes. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
