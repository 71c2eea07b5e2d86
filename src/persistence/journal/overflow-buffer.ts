/** Decisions that the disk refused, kept in memory until it works again: the oldest go when there is no room. */
export class OverflowBuffer {
  private readonly frames: Buffer[] = [];
  private bytes = 0;
  private lost = 0;

  /** @param maxBytes bytes */
  constructor(private readonly maxBytes: number) {}

  /** Decisions that are not on the disk: those here, and those that fell off. */
  get unrecorded(): number {
    return this.frames.length + this.lost;
  }

  get size(): number {
    return this.frames.length;
  }

  push(frame: Buffer): void {
    this.frames.push(frame);
    this.bytes += frame.length;
    while (this.bytes > this.maxBytes) {
      this.shift();
      this.lost += 1;
    }
  }

  /** Takes the oldest out. */
  shift(): Buffer | undefined {
    const frame = this.frames.shift();
    this.bytes -= frame?.length ?? 0;
    return frame;
  }

  /** Puts one back that the disk refused again. */
  unshift(frame: Buffer): void {
    this.frames.unshift(frame);
    this.bytes += frame.length;
  }
}
