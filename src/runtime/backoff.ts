/** Milliseconds. */
export interface BackoffLimits {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** Exponential backoff: waits twice as long each time, until a success resets it. A wait can be cut short. */
export class Backoff {
  private nextMs: number;

  constructor(private readonly limits: BackoffLimits) {
    this.nextMs = limits.firstMs;
  }

  /** @param ref whether the wait keeps the process from ending */
  async pause(signal: AbortSignal, { ref = true }: { readonly ref?: boolean } = {}): Promise<void> {
    const ms = this.nextMs;
    this.nextMs = Math.min(this.limits.maxMs, ms * 2);
    await sleep(ms, signal, { ref });
  }

  reset(): void {
    this.nextMs = this.limits.firstMs;
  }
}

/** Resolves after a while, or when the signal comes. */
export function sleep(
  ms: number,
  signal: AbortSignal,
  { ref = true }: { readonly ref?: boolean } = {},
): Promise<void> {
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
    if (!ref) timer.unref();
    signal.addEventListener('abort', done);
  });
}
