/** A word of a term, as it is parted in a text. */
interface Word {
  /** Letters in each part; those that belong to one syllable sign of an Indic script are one. */
  readonly parts: number[];
  /** Signs in all. */
  signs: number;
  bySpace: boolean;
}

/** How a term is parted in a text, and whether a reader puts it together again. */
export class SeparatedTerm {
  private readonly words: Word[] = [newWord()];

  addGlyph(isLetter: boolean): void {
    const word = this.word();
    word.signs += 1;
    if (isLetter) word.parts[word.parts.length - 1] = (word.parts.at(-1) ?? 0) + 1;
  }

  /** Something stands between two letters of a word. */
  separate(bySpace: boolean): void {
    const word = this.word();
    // Before the first letter it parts nothing.
    if (word.parts.at(-1) === 0) return;
    word.parts.push(0);
    word.bySpace ||= bySpace;
  }

  /** The term itself has another word here. */
  nextWord(): void {
    this.words.push(newWord());
  }

  /**
   * Whether a reader puts the parts together: `c a s i n o` and `cas.ino`, but neither `pen is` nor `an us`: there is white space
   * between words anyway. Words of two letters go with the others.
   */
  get isReadable(): boolean {
    const letters = this.words.reduce((sum, { parts }) => sum + lettersOf(parts), 0);
    return this.words.every((word) => isWordReadable(word, letters));
  }

  private word(): Word {
    return this.words.at(-1) ?? newWord();
  }
}

function newWord(): Word {
  return { parts: [0], signs: 0, bySpace: false };
}

function lettersOf(parts: readonly number[]): number {
  return parts.reduce((sum, length) => sum + length, 0);
}

/** @param all letters of the whole term */
function isWordReadable(word: Word, all: number): boolean {
  const parts = word.parts.filter((length) => length > 0);
  const letters = lettersOf(parts);
  if (parts.length < 2) return true;
  if (isSpelledOut(word)) return word.signs >= 3 || all >= 4;
  if (!word.bySpace) return all >= 4;
  return parts.length >= 3 && letters >= 6 && parts.length * 2 >= letters;
}

/** Letter by letter. */
function isSpelledOut({ parts }: Word): boolean {
  return parts.every((length) => length <= 1);
}
