/** A body that is held in memory while it is read and handled. */
export interface HeldBytes {
  /** The sender was authenticated. */
  readonly isAuthenticated: boolean;
  bytes: number;
  /** Gives the body up to make room; `null` once it is whole. */
  abandon: (() => void) | null;
}

export interface BodyLimits {
  /** Bytes over all senders that are not authenticated. */
  readonly unauthenticated: number;
  /** Bytes over all senders. */
  readonly total: number;
}

/**
 * Bounds the bytes of bodies in memory. Where there is no room, the largest body that is still being read is given up: a flood of large
 * or stalled bodies costs its own sender, not the small callbacks beside it.
 */
export class BodyBudget {
  private readonly reading = new Set<HeldBytes>();
  private unauthenticated = 0;
  private total = 0;

  constructor(private readonly limits: BodyLimits) {}

  get heldBytes(): number {
    return this.total;
  }

  /** Adds bytes to a body. False where there is no room; the body then keeps what it has. */
  take(body: HeldBytes, bytes: number): boolean {
    while (!this.hasRoom(body, bytes)) {
      const victim = this.largestBeside(body, bytes);
      if (victim === null) return false;
      const { abandon } = victim;
      this.release(victim);
      abandon?.();
    }
    body.bytes += bytes;
    this.count(body, bytes);
    if (body.abandon !== null) this.reading.add(body);
    return true;
  }

  /** Says that a body is whole: from now on it is held until it is released. */
  complete(body: HeldBytes): void {
    body.abandon = null;
    this.reading.delete(body);
  }

  release(body: HeldBytes): void {
    this.count(body, -body.bytes);
    body.bytes = 0;
    this.complete(body);
  }

  private count({ isAuthenticated }: HeldBytes, bytes: number): void {
    this.total += bytes;
    if (!isAuthenticated) this.unauthenticated += bytes;
  }

  private hasRoom({ isAuthenticated }: HeldBytes, bytes: number): boolean {
    if (this.total + bytes > this.limits.total) return false;
    return isAuthenticated || this.unauthenticated + bytes <= this.limits.unauthenticated;
  }

  /** The body to give up for another one; `null` when that one is the largest itself. */
  private largestBeside(body: HeldBytes, bytes: number): HeldBytes | null {
    let largest: HeldBytes | null = null;
    for (const other of this.reading) {
      if (other === body || (other.isAuthenticated && !body.isAuthenticated)) continue;
      const isPreferred = largest?.isAuthenticated === true && !other.isAuthenticated;
      if (
        largest === null ||
        isPreferred ||
        (other.bytes > largest.bytes && other.isAuthenticated === largest.isAuthenticated)
      )
        largest = other;
    }
    if (largest === null) return null;
    const isLesser = largest.isAuthenticated === body.isAuthenticated && largest.bytes < body.bytes + bytes;
    return isLesser ? null : largest;
  }
}
