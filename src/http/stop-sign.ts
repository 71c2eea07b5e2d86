/** Raised when the service is about to stop: it still answers, but wants no new connections. */
export class StopSign {
  private up = false;

  get isRaised(): boolean {
    return this.up;
  }

  raise(): void {
    this.up = true;
  }
}
