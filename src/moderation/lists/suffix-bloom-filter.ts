/** Units at the end of a text that are looked at: accounts of one app often begin alike. */
const SUFFIX_UNITS = 8;
/** Bits for each text: of the others one in so many is not told apart. */
const BITS_PER_TEXT = 32;
/** 2 MiB, which suit half a million texts; more texts bring more false positives. */
const MAX_BITS = 2 ** 24;

/** Says of a text, by its end and length, that it is not among those that were added; of one that is it never says so. */
export class SuffixBloomFilter {
  private readonly bits: Int32Array;

  /** @param texts how many there will be */
  constructor(texts: number) {
    const wanted = Math.max(32, Math.min(MAX_BITS, texts * BITS_PER_TEXT));
    this.bits = new Int32Array(2 ** Math.ceil(Math.log2(wanted / 32)));
  }

  add(text: string): void {
    const bit = this.bitOf(text);
    this.bits[bit >>> 5] = (this.bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }

  mayHave(text: string): boolean {
    const bit = this.bitOf(text);
    return ((this.bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }

  private bitOf(text: string): number {
    let hash = text.length;
    for (let at = Math.max(0, text.length - SUFFIX_UNITS); at < text.length; at += 1) {
      hash = Math.imul(hash, 31) + text.charCodeAt(at);
    }
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return (hash ^ (hash >>> 13)) & (this.bits.length * 32 - 1);
  }
}
