import { withTimeout } from './timeout.js';

/** Lets a limited number of holders work at once. The others wait in their order. */
export class Semaphore {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  /** Resolves to a function that gives the place back; to `null` when none became free in time. */
  async acquire(withinMs: number): Promise<(() => void) | null> {
    if (this.free > 0) {
      this.free -= 1;
      return this.releaseOnce();
    }
    let grant: (() => void) | undefined;
    const turn = new Promise<void>((resolve) => {
      grant = resolve;
      this.waiting.push(resolve);
    });
    const isGranted = await withTimeout(
      turn.then(() => true),
      withinMs,
      () => false,
    );
    if (isGranted) return this.releaseOnce();
    const at = grant === undefined ? -1 : this.waiting.indexOf(grant);
    if (at >= 0) this.waiting.splice(at, 1);
    // The place was granted while the time ran out.
    else this.release();
    return null;
  }

  private releaseOnce(): () => void {
    let isHeld = true;
    return () => {
      if (isHeld) this.release();
      isHeld = false;
    };
  }

  private release(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free += 1;
    else next();
  }
}
