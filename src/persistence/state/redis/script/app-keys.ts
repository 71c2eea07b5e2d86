import type { Digest } from '../../keyed-hash.js';

/** The kind of a key, as one letter of its name: counter, reputation, unblock, labels. */
export type KeyKind = 'c' | 'r' | 'u' | 'l';

/** The names of an app's keys. All carry its tag, so that one script may use them in a cluster. */
export class AppKeys {
  readonly epoch: string;
  readonly behind: string;
  readonly series: string;
  readonly wanted: string;
  readonly lease: string;
  readonly alive: string;
  private readonly tag: string;

  constructor(appId: string) {
    this.tag = `friendgate:{${appId}}:`;
    this.epoch = `${this.tag}epoch`;
    this.behind = `${this.tag}behind`;
    this.series = `${this.tag}series`;
    this.wanted = `${this.tag}wanted`;
    this.lease = `${this.tag}lease`;
    this.alive = `${this.tag}alive`;
  }

  /** The key of a packet, by 128 bits of its fingerprint. */
  packet(fingerprint: string): string {
    return `${this.tag}p${fingerprint.slice(0, 32)}`;
  }

  of(kind: KeyKind, digest: Digest): string {
    return this.tag + kind + encodeDigest(digest);
  }
}

const bytes = Buffer.alloc(8);

/** A digest as eleven characters of base64url. */
export function encodeDigest({ low, high }: Digest): string {
  bytes.writeInt32LE(low, 0);
  bytes.writeInt32LE(high, 4);
  return bytes.toString('base64url');
}
