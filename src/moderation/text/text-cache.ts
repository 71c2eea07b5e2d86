/** Units of a text by which its place is chosen. */
const SAMPLED_UNITS = 6;

/**
 * What was worked out of the texts that were read last. A text has one of two places, chosen by some of its units, and pushes out the
 * one that came there before the last: that serves the texts of a callback, and costs less than to keep all in their order.
 */
export class TextCache<T> {
  private readonly texts: (string | null)[];
  private readonly values: (T | undefined)[];
  /** Where the one stands that was asked for last: all lists ask for it, one after the other. */
  private last = 0;

  /** @param slots for texts, a power of two */
  constructor(private readonly slots: number) {
    this.texts = Array.from({ length: slots }, () => null);
    this.values = Array.from({ length: slots });
  }

  get(text: string): T | undefined {
    if (text === this.texts[this.last]) return this.values[this.last];
    const at = this.placeOf(text);
    for (let place = at; place < at + 2; place += 1) {
      if (this.texts[place] !== text) continue;
      this.last = place;
      return this.values[place];
    }
    return undefined;
  }

  set(text: string, value: T): void {
    const at = this.placeOf(text);
    this.texts[at + 1] = this.texts[at] ?? null;
    this.values[at + 1] = this.values[at];
    this.texts[at] = text;
    this.values[at] = value;
    this.last = at;
  }

  private placeOf(text: string): number {
    const { length } = text;
    const step = Math.max(1, Math.floor(length / SAMPLED_UNITS));
    let hash = length;
    for (let at = 0; at < length; at += step) hash = Math.imul(hash, 31) + text.charCodeAt(at);
    if (length > 0) hash = Math.imul(hash, 31) + text.charCodeAt(length - 1);
    return ((hash ^ (hash >>> 12)) & (this.slots / 2 - 1)) * 2;
  }
}
