/** A word of a term, as it is separated in a text. */
interface Word {
  /** The letters of each part. Letters that a virama joins are one. */
  readonly parts: number[];
  glyphs: number;
  bySpace: boolean;
}

const apostrophe = /^['’ʼ＇`´]$/u;
const clauseEnd = /[,.;:!?…،؛。，！？；] /u;

/** How the letters of a term are separated in a text, and whether a reader puts them together again. */
export class SeparatedTerm {
  private readonly words: Word[] = [newWord()];
  private firstSeparator: string | null = null;
  private separators = 0;
  private crossesClause = false;

  addGlyph(isLetter: boolean): void {
    const word = this.word();
    word.glyphs += 1;
    if (isLetter) word.parts[word.parts.length - 1] = (word.parts.at(-1) ?? 0) + 1;
  }

  /** Records a gap within a word of the term. */
  separate(bySpace: boolean, separator: string): void {
    this.firstSeparator ??= separator;
    this.separators += 1;
    const word = this.word();
    // A gap before the first letter separates nothing.
    if (word.parts.at(-1) === 0) return;
    word.parts.push(0);
    word.bySpace ||= bySpace;
  }

  /** Begins the next word of the term. */
  nextWord(): void {
    this.words.push(newWord());
  }

  /** Records what the text has between two words of the term, where the term has something else. */
  replaceSpace(between: string): void {
    this.crossesClause ||= clauseEnd.test(between);
  }

  /**
   * Whether a reader puts the parts together: `c a s i n o` and `cas.ino`, but neither `pen is` nor `an us`, since a space is between
   * words anyway. Words of two letters follow the others. A contraction is one word (`he'll`), and two clauses are none (`big, black`).
   */
  get isReadable(): boolean {
    if (this.crossesClause && this.separators === 0) return false;
    if (this.separators === 1 && apostrophe.test(this.firstSeparator ?? '') && this.hasShortEnd) return false;
    const letters = this.words.reduce((sum, { parts }) => sum + lettersOf(parts), 0);
    return this.words.every((word) => isWordReadable(word, letters));
  }

  /** The separator of a term that is spelled out, as `c a s i n o` is; otherwise `null`. */
  get spellingSeparator(): string | null {
    const isSpelled = this.words.every((word) => word.parts.length > 1 && isSpelledOut(word));
    return isSpelled ? this.firstSeparator : null;
  }

  /** Whether a word has two parts, one of them with at most two letters: he'll, l'eau. */
  private get hasShortEnd(): boolean {
    return this.words.some(({ parts }) => parts.length === 2 && parts.some((length) => length <= 2));
  }

  private word(): Word {
    return this.words.at(-1) ?? newWord();
  }
}

function newWord(): Word {
  return { parts: [0], glyphs: 0, bySpace: false };
}

function lettersOf(parts: readonly number[]): number {
  return parts.reduce((sum, length) => sum + length, 0);
}

/** @param all letters of the whole term */
function isWordReadable(word: Word, all: number): boolean {
  const parts = word.parts.filter((length) => length > 0);
  const letters = lettersOf(parts);
  if (parts.length < 2) return true;
  if (isSpelledOut(word)) return word.glyphs >= 3 || all >= 4;
  if (!word.bySpace) return all >= 4;
  return parts.length >= 3 && letters >= 6 && parts.length * 2 >= letters;
}

/** Whether every part is a single letter. */
function isSpelledOut({ parts }: Word): boolean {
  return parts.every((length) => length <= 1);
}
