/** A bounded queue in memory for decisions that the disk refused. When there is no room, the oldest ones are lost. */
export class OverflowBuffer {
  private frames: Buffer[] = [];
  private bytes = 0;
  private lost = 0;

  constructor(private readonly maxBytes: number) {}

  /** Decisions that are not on the disk: those in the buffer, and those that were lost. */
  get unrecorded(): number {
    return this.frames.length + this.lost;
  }

  get size(): number {
    return this.frames.length;
  }

  /** Oldest first. */
  all(): readonly Buffer[] {
    return this.frames;
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

  /** Takes one out that was recorded elsewhere. */
  remove(frame: Buffer): void {
    const at = this.frames.indexOf(frame);
    if (at === -1) return;
    this.frames.splice(at, 1);
    this.bytes -= frame.length;
  }
}
