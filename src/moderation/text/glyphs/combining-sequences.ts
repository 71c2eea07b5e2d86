import { decodeCharacter, type DecodedCharacter } from './decode-character.js';

/** A combining character sequence: a code point with the marks that follow it, read as one character. */
export interface CombiningSequence {
  readonly start: number;
  readonly end: number;
  readonly character: DecodedCharacter;
}

/** Decoded sequences, cached: the result depends on the characters alone. */
const knownSequences = new Map<string, DecodedCharacter>();
const MAX_KNOWN = 20_000;
/** Decoded sequences of one UTF-16 unit, by unit. All 65,536 places are allocated, because a sparse array would be a hash table. */
const knownUnits = Array.from<DecodedCharacter | undefined>({ length: 0x10000 });

/** Marks and invisible characters, except those that change the direction of a text. */
const extending = /^(?![\u202a-\u202e\u2066-\u2069])[\p{M}\p{Default_Ignorable_Code_Point}\uff9e\uff9f]$/u;
const FIRST_EXTENDING = 0xad;
const FIRST_SURROGATE = 0xd800;
const FIRST_LOW = 0xdc00;
/** Whether a UTF-16 unit extends the character before it, by unit: 1 yes, 2 no, 0 not known yet. */
const extendsBefore = new Uint8Array(0x10000);

/** Cuts a text into combining character sequences. */
export function combiningSequencesOf(text: string): CombiningSequence[] {
  const sequences: CombiningSequence[] = [];
  for (let start = 0; start < text.length;) {
    const end = endOfSequence(text, start);
    sequences.push({ start, end, character: decodedSequence(text, start, end) });
    start = end;
  }
  return sequences;
}

/** The end of the sequence that begins at `start`. */
export function endOfSequence(text: string, start: number): number {
  let end = start + widthAt(text, start);
  while (end < text.length && extendsAt(text, end)) end += widthAt(text, end);
  return end;
}

/** Decodes a sequence of a text, or takes it from the cache. */
export function decodedSequence(text: string, start: number, end: number): DecodedCharacter {
  if (end === start + 1) return (knownUnits[text.charCodeAt(start)] ??= decodeCharacter(text.charAt(start)));
  const written = text.slice(start, end);
  const before = knownSequences.get(written);
  if (before !== undefined) return before;
  if (knownSequences.size >= MAX_KNOWN) knownSequences.clear();
  const character = decodeCharacter(written);
  knownSequences.set(written, character);
  return character;
}

function widthAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= FIRST_SURROGATE && unit < FIRST_LOW && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function extendsAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < FIRST_EXTENDING) return false;
  if (widthAt(text, at) === 2) return extending.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
  if (extendsBefore[unit] === 0) extendsBefore[unit] = extending.test(text.charAt(at)) ? 1 : 2;
  return extendsBefore[unit] === 1;
}
