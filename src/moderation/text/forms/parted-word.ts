/** How a word of a term is parted in a text: the signs in each part, and whether white space parts any. */
export class PartedWord {
  private parts: number[] = [0];
  private bySpace = false;

  add(): void {
    this.parts[this.parts.length - 1] = (this.parts.at(-1) ?? 0) + 1;
  }

  part(bySpace: boolean): void {
    // White space before the first letter parts nothing.
    if (this.parts.at(-1) === 0) return;
    this.parts.push(0);
    this.bySpace ||= bySpace;
  }

  /**
   * Whether a reader puts the parts together: `c a s i n o` and `cas.ino`, but neither `pen is` nor `an us`: between words there
   * is white space anyway.
   */
  get isRead(): boolean {
    const parts = this.parts.filter((length) => length > 0);
    if (parts.length < 2) return true;
    const letters = parts.reduce((sum, length) => sum + length, 0);
    if (!this.bySpace) return letters >= 4 || parts.length === letters;
    const pairs = parts.filter((length) => length === 2).length;
    return parts.length >= 3 && parts.every((length) => length <= 2) && (pairs <= 1 || letters >= 6);
  }
}
