import { createHash, timingSafeEqual } from 'node:crypto';

/** Decides who may read the metrics. */
export class MetricsAccess {
  private readonly expected: Buffer | null;

  /** @param token `null`: everything that reaches the staff side may read them */
  constructor(token: string | null) {
    this.expected = token === null ? null : digestOf(`Bearer ${token}`);
  }

  /** @param authorization the header of the request */
  allows(authorization: string | undefined): boolean {
    return this.expected === null || timingSafeEqual(digestOf(authorization ?? ''), this.expected);
  }
}

/** Digests have one length, which `timingSafeEqual` needs. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
