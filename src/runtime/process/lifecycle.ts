/** How far the process is between its start and its end. */
export type LifecyclePhase = 'starting' | 'serving' | 'stopping';

/** The phase of the process. It only moves forward. */
export class Lifecycle {
  private current: LifecyclePhase = 'starting';

  get phase(): LifecyclePhase {
    return this.current;
  }

  /** While it stops, the service still answers, but wants no new connections. */
  get isStopping(): boolean {
    return this.current === 'stopping';
  }

  /** The callbacks' port takes connections from now on. */
  serve(): void {
    if (this.current === 'starting') this.current = 'serving';
  }

  stop(): void {
    this.current = 'stopping';
  }
}
