import { readCharacter, trait, type Character, type Sign } from './character.js';

/** What stands between two signs. */
export const gap = { none: 0, mark: 1, space: 2 } as const;

/** How a text may be read in more than one way. */
export interface Reading {
  /** Symbols stand for letters, or part letters; or those do that look like letters, and pictures part them. */
  readonly symbols: 'letters' | 'letter-like' | 'gaps';
  /** Capitals are their small letters, or look like what they look like: Greek Η is η, or H. */
  readonly capitals: 'folded' | 'drawn';
}

/** The signs of a text in their order, each with its place in the text and with what parts it from the one before. */
export interface Signs {
  readonly text: string;
  readonly signs: readonly Sign[];
  /** In UTF-16 units; signs of one character have the same place. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly gaps: readonly number[];
  /** Whether there are symbols, of either kind, that another reading would take for gaps. */
  readonly hasLetterLike: boolean;
  readonly hasPictures: boolean;
  /** Whether there are capitals that another reading would take for other letters. */
  readonly hasDrawn: boolean;
  /** Whether there are characters of several signs. */
  readonly hasJoined: boolean;
}

/** A piece of a text that is read as one character. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly character: Character;
}

/** What characters are read as does not change, so it is worked out once. */
const known = new Map<string, Character>();
const KNOWN_AT_MOST = 20_000;
const ascii: (Character | undefined)[] = [];

/** Marks, and what cannot be seen; but not what turns the direction of a text. */
const extending = /^(?![\u202a-\u202e\u2066-\u2069])[\p{M}\p{Default_Ignorable_Code_Point}\uff9e\uff9f]$/u;
const FIRST_EXTENDING = 0xad;

/** Cuts a text into characters: a code point with the marks that follow it. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0; start < text.length;) {
    let end = start + widthAt(text, start);
    while (end < text.length && extendsAt(text, end)) end += widthAt(text, end);
    pieces.push({ start, end, character: characterOf(text, start, end) });
    start = end;
  }
  return pieces;
}

export function signsOf(text: string, pieces: readonly Piece[], reading: Reading): Signs {
  const read = new SignReader(text, reading);
  for (const piece of pieces) read.take(piece);
  return read;
}

class SignReader implements Signs {
  readonly signs: Sign[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly gaps: number[] = [];
  hasLetterLike = false;
  hasPictures = false;
  hasDrawn = false;
  hasJoined = false;
  private between: number = gap.none;

  constructor(
    readonly text: string,
    private readonly reading: Reading,
  ) {}

  take({ start, end, character }: Piece): void {
    if (character.role === 'nothing') return;
    if (character.role === 'signs') this.takeSigns(character, start, end);
    else this.part(character.role === 'space' ? gap.space : gap.mark);
  }

  private takeSigns(character: Extract<Character, { role: 'signs' }>, start: number, end: number): void {
    const { symbol } = character;
    if (symbol === 'picture') this.hasPictures = true;
    if (symbol === 'letter-like') this.hasLetterLike = true;
    if (this.isGap(symbol)) {
      this.part(gap.mark);
      return;
    }
    if (character.drawn !== null) this.hasDrawn = true;
    const signs = this.reading.capitals === 'drawn' ? (character.drawn ?? character.signs) : character.signs;
    for (const sign of signs) {
      if ((sign.traits & trait.joined) > 0) this.hasJoined = true;
      this.signs.push(sign);
      this.starts.push(start);
      this.ends.push(end);
      this.gaps.push(this.between);
      this.between = gap.none;
    }
  }

  private isGap(symbol: 'none' | 'letter-like' | 'picture'): boolean {
    const { symbols } = this.reading;
    return symbol !== 'none' && (symbols === 'gaps' || (symbols === 'letter-like' && symbol === 'picture'));
  }

  private part(by: number): void {
    if (by > this.between) this.between = by;
  }
}

function characterOf(text: string, start: number, end: number): Character {
  const code = text.charCodeAt(start);
  if (end === start + 1 && code < 128) return (ascii[code] ??= readCharacter(text.charAt(start)));
  const written = text.slice(start, end);
  const before = known.get(written);
  if (before !== undefined) return before;
  if (known.size >= KNOWN_AT_MOST) known.clear();
  const character = readCharacter(written);
  known.set(written, character);
  return character;
}

function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function extendsAt(text: string, at: number): boolean {
  return (
    text.charCodeAt(at) >= FIRST_EXTENDING && extending.test(String.fromCodePoint(text.codePointAt(at) ?? 0))
  );
}
