import type { ListEntry } from './list-entry.js';
import { forms } from '../text/terms/form.js';
import type { CooperativeTask } from '../../runtime/cooperative-task.js';
import { canonicalEntry, decodeEntry } from './entry-codec.js';
import { ENTRIES_PER_SLICE } from './list-matcher.js';

/**
 * Entries as bytes. Threads share them, and a million of them is no work for who collects garbage. An entry is known by its number
 * in the packed entries.
 */
export interface PackedEntries {
  /** Canonical JSON of the entries, parted by commas, in UTF-8. */
  readonly json: Uint8Array;
  /** Where each entry begins in it; one more, as if another entry followed. */
  readonly offsets: Uint32Array;
  /** The number of each one's form; `UNSAID` where none is given. */
  readonly forms: Uint8Array;
  /** From when on each counts no more; infinity where it always does. */
  readonly expiries: Float64Array;
}

export const NO_FORM = 255;

const COMMA = 0x2c;
/** UTF-8 has at most so many bytes for a UTF-16 unit. */
const BYTES_PER_UNIT = 3;

export function countOf({ forms: { length } }: PackedEntries): number {
  return length;
}

/** @param count how many entries there are */
export function* packingEntries(entries: Iterable<ListEntry>, count: number): CooperativeTask<PackedEntries> {
  const { offsets, forms: numbers, expiries } = allocateArrays(count);
  let json = Buffer.alloc(1_024 + count * 64);
  let [end, at] = [0, 0];
  for (const entry of entries) {
    const text = canonicalEntry(entry);
    if (json.length - end <= text.length * BYTES_PER_UNIT)
      json = grown(json, end, text.length * BYTES_PER_UNIT);
    end += json.write(text, end);
    json[end] = COMMA;
    end += 1;
    offsets[at + 1] = end;
    numbers[at] = entry.form === undefined ? NO_FORM : forms.indexOf(entry.form);
    expiries[at] = entry.expiresAt ?? Infinity;
    at += 1;
    if (at % ENTRIES_PER_SLICE === 0) yield;
  }
  return { json: shared(json.subarray(0, Math.max(0, end - 1))), offsets, forms: numbers, expiries };
}

/** Room for what is known of so many entries, which threads can share. */
export function allocateArrays(count: number): Omit<PackedEntries, 'json'> {
  return {
    offsets: new Uint32Array(new SharedArrayBuffer(4 * (count + 1))),
    forms: new Uint8Array(new SharedArrayBuffer(count)),
    expiries: new Float64Array(new SharedArrayBuffer(8 * count)),
  };
}

/** The JSON of the entries from one number up to, not including, another. */
export function jsonOf({ json, offsets }: PackedEntries, from: number, to: number): Uint8Array {
  return json.subarray(offsets[from] ?? 0, Math.max(offsets[from] ?? 0, (offsets[to] ?? 0) - 1));
}

/** `undefined` for a number that no entry has. */
export function entryAt(entries: PackedEntries, number: number): ListEntry | undefined {
  if (number < 0 || number >= countOf(entries)) return undefined;
  const { buffer, byteOffset, byteLength } = jsonOf(entries, number, number + 1);
  return decodeEntry(Buffer.from(buffer, byteOffset, byteLength).toString());
}

function grown(json: Buffer, end: number, more: number): Buffer<ArrayBuffer> {
  const larger = Buffer.alloc(json.length + Math.max(json.length, more));
  json.copy(larger, 0, 0, end);
  return larger;
}

function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}
