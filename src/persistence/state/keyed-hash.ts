import { randomBytes } from 'node:crypto';

/** A 64-bit hash of a key or a value, in two signed halves. */
export interface Digest {
  readonly low: number;
  readonly high: number;
}

/**
 * HalfSipHash-1-3 with 64 bits of output and a secret seed, for hostile texts: without the seed an attacker cannot choose two texts
 * with the same digest.
 */
export class KeyedHash {
  private words = new Int32Array(64);

  constructor(
    private readonly seedLow = randomBytes(4).readInt32LE(),
    private readonly seedHigh = randomBytes(4).readInt32LE(),
  ) {}

  /** The secret with which another process gets the same digests. */
  get seed(): readonly [low: number, high: number] {
    return [this.seedLow, this.seedHigh];
  }

  /** The digest of a text, by its UTF-16 units. */
  ofText(text: string): Digest {
    const pairs = text.length >> 1;
    const count = pairs + 2;
    if (this.words.length < count) this.words = new Int32Array(count * 2);
    const words = this.words;
    words[0] = text.length;
    for (let pair = 0; pair < pairs; pair++) {
      words[pair + 1] = text.charCodeAt(2 * pair) | (text.charCodeAt(2 * pair + 1) << 16);
    }
    words[pairs + 1] = text.length % 2 === 1 ? text.charCodeAt(text.length - 1) : 0;
    return this.digest(count);
  }

  /** The digest of a number and digests, in their order. */
  ofParts(number: number, parts: readonly Digest[]): Digest {
    const words = this.words;
    words[0] = number;
    let count = 1;
    for (const part of parts) {
      words[count++] = part.low;
      words[count++] = part.high;
    }
    return this.digest(count);
  }

  private digest(count: number): Digest {
    const { words, seedLow, seedHigh } = this;
    let a = seedLow;
    let b = seedHigh ^ 0xee;
    let c = seedLow ^ 0x6c796765;
    let d = seedHigh ^ 0x74656462;
    let low = 0;
    // Words are absorbed a round each; three rounds bring out the first half, three more the second.
    for (let round = 0; round < count + 6; round++) {
      const word = round < count ? (words[round] ?? 0) : 0;
      d ^= word;
      if (round === count) c ^= 0xee;
      if (round === count + 3) {
        low = b ^ d;
        b ^= 0xdd;
      }
      a = (a + b) | 0;
      b = ((b << 5) | (b >>> 27)) ^ a;
      a = (a << 16) | (a >>> 16);
      c = (c + d) | 0;
      d = ((d << 8) | (d >>> 24)) ^ c;
      a = (a + d) | 0;
      d = ((d << 7) | (d >>> 25)) ^ a;
      c = (c + b) | 0;
      b = ((b << 13) | (b >>> 19)) ^ c;
      c = (c << 16) | (c >>> 16);
      a ^= word;
    }
    return { low, high: b ^ d };
  }
}
