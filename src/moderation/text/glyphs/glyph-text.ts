import { trait, type DecodedCharacter, type Glyph } from './decode-character.js';
import {
  decodedSequence,
  endOfSequence,
  combiningSequencesOf,
  type CombiningSequence,
} from './combining-sequences.js';

/** The kinds of gap between two glyphs. */
export const gap = { none: 0, mark: 1, space: 2 } as const;

/** How ambiguous characters of a text are decoded. */
export interface DecodingOptions {
  /** Symbols are letters or gaps; with `letter-like`, those that look like letters are letters, and pictures are gaps. */
  readonly symbols: 'letters' | 'letter-like' | 'gaps';
  /** Greek capital Η is η when folded, and H as it is drawn. */
  readonly capitals: 'folded' | 'drawn';
}

/** The glyphs of a text in order, each with its place in the text and the gap before it. */
export interface GlyphText {
  readonly text: string;
  readonly glyphs: readonly Glyph[];
  /** In UTF-16 units; glyphs of one character have the same place. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly gaps: readonly number[];
  /** Whether other options would decode symbols differently. */
  readonly hasLetterLike: boolean;
  readonly hasPictures: boolean;
  /** Whether other options would decode capitals differently. */
  readonly hasCapitals: boolean;
  /** Whether a character has several glyphs. */
  readonly hasMultiGlyph: boolean;
  /** The traits of all glyphs, united. */
  readonly traits: number;
}

/** @param sequences in reading order; `null` for those of the text itself */
export function glyphTextOf(
  text: string,
  sequences: readonly CombiningSequence[] | null,
  options: DecodingOptions,
): GlyphText {
  return new DecodedText(text, sequences, options);
}

/** Decodes a text. Places are computed on first use, because most texts match nothing and need none. */
class DecodedText implements GlyphText {
  readonly glyphs: readonly Glyph[];
  readonly gaps: readonly number[];
  hasLetterLike = false;
  hasPictures = false;
  hasCapitals = false;
  traits = 0;
  private between: number = gap.none;
  private count = 0;
  private places: readonly [readonly number[], readonly number[]] | null = null;

  constructor(
    readonly text: string,
    private readonly sequences: readonly CombiningSequence[] | null,
    private readonly options: DecodingOptions,
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
    else this.separate(character.role === 'space' ? gap.space : gap.mark);
  }

  private takeGlyphs(character: Extract<DecodedCharacter, { role: 'glyphs' }>): void {
    const { symbol } = character;
    if (symbol === 'picture') this.hasPictures = true;
    if (symbol === 'letter-like') this.hasLetterLike = true;
    const glyphs = this.glyphsIn(character);
    if (glyphs.length === 0) this.separate(gap.mark);
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

  /** The glyphs of a character under the options; none for a symbol that is a gap. */
  private glyphsIn(character: DecodedCharacter): readonly Glyph[] {
    if (character.role !== 'glyphs') return [];
    const { symbols, capitals } = this.options;
    const { symbol, glyphs, drawn } = character;
    const isGap =
      symbol !== 'none' && (symbols === 'gaps' || (symbols === 'letter-like' && symbol === 'picture'));
    if (isGap) return [];
    return capitals === 'drawn' ? (drawn ?? glyphs) : glyphs;
  }

  private separate(by: number): void {
    if (by > this.between) this.between = by;
  }
}

/** Shared buffers: a text is decoded into them and copied once, so that no array grows. */
const glyphBuffer: Glyph[] = [];
const gapBuffer: number[] = [];
