/** How many units of a text are hashed. */
const SAMPLED_UNITS = 6;

/**
 * Two-way set-associative cache of what was computed for a text. A text has a set of two slots, chosen by a hash of some of its units, and
 * replaces the older one. It costs less than an LRU cache of all texts.
 */
export class TextCache<T> {
  private readonly texts: (string | null)[];
  private readonly values: (T | undefined)[];
  /** The slot of the last hit: all lists ask for the same text in turn. */
  private last = 0;

  /** @param slots a power of two */
  constructor(private readonly slots: number) {
    this.texts = Array.from({ length: slots }, () => null);
    this.values = Array.from({ length: slots });
  }

  get(text: string): T | undefined {
    if (text === this.texts[this.last]) return this.values[this.last];
    const at = this.setOf(text);
    for (let slot = at; slot < at + 2; slot += 1) {
      if (this.texts[slot] !== text) continue;
      this.last = slot;
      return this.values[slot];
    }
    return undefined;
  }

  set(text: string, value: T): void {
    const at = this.setOf(text);
    this.texts[at + 1] = this.texts[at] ?? null;
    this.values[at + 1] = this.values[at];
    this.texts[at] = text;
    this.values[at] = value;
    this.last = at;
  }

  private setOf(text: string): number {
    const { length } = text;
    const step = Math.max(1, Math.floor(length / SAMPLED_UNITS));
    let hash = length;
    for (let at = 0; at < length; at += step) hash = Math.imul(hash, 31) + text.charCodeAt(at);
    if (length > 0) hash = Math.imul(hash, 31) + text.charCodeAt(length - 1);
    return ((hash ^ (hash >>> 12)) & (this.slots / 2 - 1)) * 2;
  }
}
