/** Raised once the callbacks' port takes connections: a packet that was sent before is refused. */
export class OpenSign {
  private up = false;

  get isRaised(): boolean {
    return this.up;
  }

  raise(): void {
    this.up = true;
  }
}
