import { trait, type DecodedCharacter, type Glyph } from './decode-character.js';
import {
  decodedSequence,
  endOfSequence,
  combiningSequencesOf,
  type CombiningSequence,
} from './combining-sequences.js';

/** What stands between two glyphs. */
export const gap = { none: 0, mark: 1, space: 2 } as const;

/** How a text may be read in more than one way. */
export interface DecodingOptions {
  /** Symbols stand for letters, or part letters; or those do that look like letters, and pictures part them. */
  readonly symbols: 'letters' | 'letter-like' | 'gaps';
  /** Capitals are their small letters, or look like what they look like: Greek Η is η, or H. */
  readonly capitals: 'folded' | 'drawn';
}

/** The glyphs of a text in their order, each with its place in the text and with what parts it from the one before. */
export interface GlyphText {
  readonly text: string;
  readonly glyphs: readonly Glyph[];
  /** In UTF-16 units; glyphs of one character have the same place. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly gaps: readonly number[];
  /** Whether there are symbols, of either kind, that another reading would take for gaps. */
  readonly hasLetterLike: boolean;
  readonly hasPictures: boolean;
  /** Whether there are capitals that another reading would take for other letters. */
  readonly hasCapitals: boolean;
  /** Whether there are characters of several glyphs. */
  readonly hasMultiGlyph: boolean;
  /** What is known of any of the glyphs. */
  readonly traits: number;
}

/** @param sequences in the order in which they are read; unless given, those of the text */
export function glyphTextOf(
  text: string,
  sequences: readonly CombiningSequence[] | null,
  reading: DecodingOptions,
): GlyphText {
  return new DecodedText(text, sequences, reading);
}

/** Most texts hold nothing, and nobody asks where in them a glyph stands: that is worked out when somebody does. */
class DecodedText implements GlyphText {
  readonly glyphs: readonly Glyph[];
  readonly gaps: readonly number[];
  hasLetterLike = false;
  hasPictures = false;
  hasCapitals = false;
  /** Of all glyphs together. */
  traits = 0;
  private between: number = gap.none;
  private count = 0;
  private places: readonly [readonly number[], readonly number[]] | null = null;

  constructor(
    readonly text: string,
    private readonly sequences: readonly CombiningSequence[] | null,
    private readonly reading: DecodingOptions,
  ) {
    if (sequences === null) this.readText();
    else for (const { character } of sequences) this.take(character);
    this.glyphs = glyphBuffer.slice(0, this.count);
    this.gaps = gapBuffer.slice(0, this.count);
  }

  get hasMultiGlyph(): boolean {
    return (this.traits & trait.joined) > 0;
  }

  get starts(): readonly number[] {
    return (this.places ??= this.placesOfGlyphs())[0];
  }

  get ends(): readonly number[] {
    return (this.places ??= this.placesOfGlyphs())[1];
  }

  private readText(): void {
    const { text } = this;
    for (let start = 0; start < text.length;) {
      const end = endOfSequence(text, start);
      this.take(decodedSequence(text, start, end));
      start = end;
    }
  }

  private placesOfGlyphs(): readonly [readonly number[], readonly number[]] {
    const starts: number[] = [];
    const ends: number[] = [];
    for (const { start, end, character } of this.sequences ?? combiningSequencesOf(this.text)) {
      for (let count = this.glyphsIn(character).length; count > 0; count -= 1) {
        starts.push(start);
        ends.push(end);
      }
    }
    return [starts, ends];
  }

  private take(character: DecodedCharacter): void {
    if (character.role === 'nothing') return;
    if (character.role === 'glyphs') this.takeGlyphs(character);
    else this.part(character.role === 'space' ? gap.space : gap.mark);
  }

  private takeGlyphs(character: Extract<DecodedCharacter, { role: 'glyphs' }>): void {
    const { symbol } = character;
    if (symbol === 'picture') this.hasPictures = true;
    if (symbol === 'letter-like') this.hasLetterLike = true;
    const glyphs = this.glyphsIn(character);
    if (glyphs.length === 0) this.part(gap.mark);
    else if (character.drawn !== null) this.hasCapitals = true;
    for (let at = 0; at < glyphs.length; at += 1) {
      const glyph = glyphs[at];
      if (glyph === undefined) continue;
      this.traits |= glyph.traits;
      glyphBuffer[this.count] = glyph;
      gapBuffer[this.count] = this.between;
      this.between = gap.none;
      this.count += 1;
    }
  }

  /** None of a symbol that is a gap in this reading. */
  private glyphsIn(character: DecodedCharacter): readonly Glyph[] {
    if (character.role !== 'glyphs') return [];
    const { symbols, capitals } = this.reading;
    const { symbol, glyphs, drawn } = character;
    const isGap =
      symbol !== 'none' && (symbols === 'gaps' || (symbols === 'letter-like' && symbol === 'picture'));
    if (isGap) return [];
    return capitals === 'drawn' ? (drawn ?? glyphs) : glyphs;
  }

  private part(by: number): void {
    if (by > this.between) this.between = by;
  }
}

/** A text is read into these, and what was read is copied at once: nothing is moved while it grows. */
const glyphBuffer: Glyph[] = [];
const gapBuffer: number[] = [];
