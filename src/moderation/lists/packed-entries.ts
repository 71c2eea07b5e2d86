import type { ListEntry } from './list.js';
import { forms } from '../text/terms/form.js';
import type { Sliced } from '../../runtime/cooperative-task.js';
import { entryText } from './canonical-entry.js';
import { ENTRIES_AT_ONCE } from './list-matcher.js';

/**
 * Entries as bytes. Threads share them, and a million of them is no work for who collects garbage. An entry is known by its number
 * in the slab.
 */
export interface Slab {
  /** Canonical JSON of the entries, parted by commas, in UTF-8. */
  readonly json: Uint8Array;
  /** Where each entry begins in it; one more, as if another entry followed. */
  readonly starts: Uint32Array;
  /** The number of each one's form; `UNSAID` where none is given. */
  readonly forms: Uint8Array;
  /** From when on each counts no more; infinity where it always does. */
  readonly expiries: Float64Array;
}

export const UNSAID = 255;

const COMMA = 0x2c;
/** UTF-8 has at most so many bytes for a UTF-16 unit. */
const BYTES_A_UNIT = 3;

export function lengthOf({ forms: { length } }: Slab): number {
  return length;
}

/** @param count how many entries there are */
export function* packing(entries: Iterable<ListEntry>, count: number): Sliced<Slab> {
  const { starts, forms: numbers, expiries } = emptyColumns(count);
  let json = Buffer.alloc(1_024 + count * 64);
  let [end, at] = [0, 0];
  for (const entry of entries) {
    const text = entryText(entry);
    if (json.length - end <= text.length * BYTES_A_UNIT) json = grown(json, end, text.length * BYTES_A_UNIT);
    end += json.write(text, end);
    json[end] = COMMA;
    end += 1;
    starts[at + 1] = end;
    numbers[at] = entry.form === undefined ? UNSAID : forms.indexOf(entry.form);
    expiries[at] = entry.expiresAt ?? Infinity;
    at += 1;
    if (at % ENTRIES_AT_ONCE === 0) yield;
  }
  return { json: shared(json.subarray(0, Math.max(0, end - 1))), starts, forms: numbers, expiries };
}

/** Room for what is known of so many entries, which threads can share. */
export function emptyColumns(count: number): Omit<Slab, 'json'> {
  return {
    starts: new Uint32Array(new SharedArrayBuffer(4 * (count + 1))),
    forms: new Uint8Array(new SharedArrayBuffer(count)),
    expiries: new Float64Array(new SharedArrayBuffer(8 * count)),
  };
}

/** The JSON of the entries from one number up to, not including, another. */
export function jsonOf({ json, starts }: Slab, from: number, to: number): Uint8Array {
  return json.subarray(starts[from] ?? 0, Math.max(starts[from] ?? 0, (starts[to] ?? 0) - 1));
}

/** `undefined` for a number that no entry has. */
export function entryOf(slab: Slab, number: number): ListEntry | undefined {
  if (number < 0 || number >= lengthOf(slab)) return undefined;
  const { buffer, byteOffset, byteLength } = jsonOf(slab, number, number + 1);
  const entry: ListEntry = JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString());
  return entry;
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
