import { isUtf8 } from 'node:buffer';
import type { Problem } from '../../moderation/model/problem.js';
import { guessEncoding } from './guess-encoding.js';

/** The text of a file; with a problem, what is not UTF-8 reads as U+FFFD. */
export interface DecodedText {
  readonly text: string;
  readonly problem: (Problem & { readonly line: number }) | null;
}

const REPLACEMENT = '\ufffd';
const REPLACEMENT_BYTES = Buffer.from(REPLACEMENT);
const UTF32_LE = Buffer.from([0xff, 0xfe, 0, 0]);
const UTF32_BE = Buffer.from([0, 0, 0xfe, 0xff]);

/** Reads UTF-8, with or without a byte order mark, and UTF-16 with one. The mark is no part of the text. */
export function decodeText(bytes: Buffer): DecodedText {
  const utf16 = utf16LabelOf(bytes);
  if (utf16 !== null) return decodeUtf16(bytes, utf16);
  const text = bytes.toString('utf8').replace(/^\uFEFF/u, '');
  if (!isUtf8(bytes)) return { text, problem: problemOfBytes(bytes) };
  if (text.includes('\0')) return { text, problem: problemOfNul(text) };
  return { text, problem: text.includes(REPLACEMENT) ? warningOfReplacement(text) : null };
}

function utf16LabelOf(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (startsWith(bytes, UTF32_LE) || startsWith(bytes, UTF32_BE)) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

function decodeUtf16(bytes: Buffer, label: 'utf-16le' | 'utf-16be'): DecodedText {
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes), problem: null };
  } catch {
    const text = new TextDecoder(label).decode(bytes);
    const line = lineCount(text.slice(0, text.indexOf(REPLACEMENT)));
    const message = `the file begins as UTF-16, and is damaged in line ${line}`;
    return { text, problem: { at: '', line, message, hint: 'save it as UTF-8', weight: 'tightened' } };
  }
}

function problemOfBytes(bytes: Buffer): Problem & { readonly line: number } {
  const at = firstInvalidByte(bytes);
  const line = lineCount(bytes.toString('utf8', 0, at));
  const byte = `0x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
  const archive = archiveOf(bytes);
  if (archive !== null) {
    const message = `the file is ${archive}, not text`;
    return { at: '', line: 1, message, hint: 'export it as text: a list as CSV', weight: 'tightened' };
  }
  const guess = startsWith(bytes, UTF32_LE) || startsWith(bytes, UTF32_BE) ? 'UTF-32' : guessEncoding(bytes);
  return {
    at: '',
    line,
    message: `the file is not UTF-8: byte ${byte} in line ${line} (byte ${at + 1} of the file)`,
    hint: `save as UTF-8${guess === null ? '' : `; it is probably ${guess}`}`,
    weight: 'tightened',
  };
}

function problemOfNul(text: string): Problem & { readonly line: number } {
  const line = lineCount(text.slice(0, text.indexOf('\0')));
  return {
    at: '',
    line,
    message: `line ${line} holds a NUL: the file is not text, or UTF-16 without a byte order mark`,
    hint: 'save it as UTF-8',
    weight: 'tightened',
  };
}

function warningOfReplacement(text: string): Problem & { readonly line: number } {
  const line = lineCount(text.slice(0, text.indexOf(REPLACEMENT)));
  return {
    at: '',
    line,
    message: `line ${line} holds U+FFFD: a character was lost when the text was read in a wrong encoding`,
    hint: 'write the text again',
    weight: 'warning',
  };
}

/** First bytes, in hexadecimal, of formats that are no text in any encoding. */
const signatures: readonly (readonly [string, string])[] = [
  ['504b0304', 'a spreadsheet or another zip archive'],
  ['d0cf11e0', 'a spreadsheet or document of an old Office'],
  ['1f8b', 'compressed by gzip'],
  ['25504446', 'a PDF'],
];

function archiveOf(bytes: Buffer): string | null {
  const start = bytes.toString('hex', 0, 4);
  return signatures.find(([signature]) => start.startsWith(signature))?.[1] ?? null;
}

/** Where the bytes stop being UTF-8. */
function firstInvalidByte(bytes: Buffer): number {
  const text = bytes.toString('utf8');
  for (
    let [at, byte, from] = [text.indexOf(REPLACEMENT), 0, 0];
    at >= 0;
    at = text.indexOf(REPLACEMENT, from)
  ) {
    byte += Buffer.byteLength(text.slice(from, at));
    // One that was written there is sound.
    if (!bytes.subarray(byte, byte + REPLACEMENT_BYTES.length).equals(REPLACEMENT_BYTES)) return byte;
    byte += REPLACEMENT_BYTES.length;
    from = at + 1;
  }
  return bytes.length;
}

function lineCount(text: string): number {
  return text.split(/\r\n|\r|\n/u).length;
}

function startsWith(bytes: Buffer, mark: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark);
}
