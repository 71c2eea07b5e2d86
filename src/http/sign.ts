/** Something that comes true once, and stays so. */
export abstract class Sign {
  private up = false;

  get isRaised(): boolean {
    return this.up;
  }

  raise(): void {
    this.up = true;
  }
}
