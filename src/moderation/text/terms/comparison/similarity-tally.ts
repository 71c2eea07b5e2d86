import { trait, type Glyph } from '../../glyphs/decode-character.js';
import type { GlyphText } from '../../glyphs/glyph-text.js';
import type { MatchSpan } from '../match-span.js';
import type { Similarity } from './similarity.js';

/** Counts how the glyphs of a text stand for the letters of a term. */
export class SimilarityTally {
  private readonly foreignScripts = new Set<number>();
  private letters = 0;
  private same = 0;
  private symbols = 0;
  private punctuation = 0;
  private strokes = 0;
  private foreign = 0;

  /** @param isPunctuation whether the glyph of the text is punctuation where it stands, if it is a symbol */
  add(term: Glyph, text: Glyph, similarity: Similarity, isPunctuation: boolean): void {
    if ((term.traits & trait.letter) > 0) this.letters += 1;
    if (similarity === 'same' || similarity === 'marked') this.same += 1;
    else if (similarity === 'stroke') this.strokes += 1;
    else if (similarity === 'symbol') {
      this.symbols += 1;
      if (isPunctuation) this.punctuation += 1;
    } else {
      this.foreign += 1;
      this.foreignScripts.add(text.script);
    }
  }

  /** Whether enough letters of a match are the term's own for a reader to take the rest for letters. */
  isReadable(glyphText: GlyphText, span: MatchSpan): boolean {
    const { letters, same, symbols, foreign } = this;
    if (symbols > 0 && (same + foreign) * (letters >= 5 ? 3 : 2) < letters) return false;
    if (this.strokes > 0 && letters < 6) return false;
    // A writer who uses symbols for letters does so within the word as well.
    if (symbols > 0 && symbols === this.punctuation) return false;
    return foreign === 0 || same > 0 || this.isForeign(glyphText, span);
  }

  /**
   * Whether the look-alikes are foreign: their script occurs nowhere else in the text, and another one does. Look-alikes of several
   * scripts are foreign to each other.
   */
  private isForeign({ glyphs }: GlyphText, { first, end }: MatchSpan): boolean {
    if (this.foreignScripts.size > 1) return true;
    let others = 0;
    for (const [at, { script }] of glyphs.entries()) {
      if (script === 0 || (at >= first && at < end)) continue;
      if (this.foreignScripts.has(script)) return false;
      others += 1;
    }
    return others > 0;
  }
}
