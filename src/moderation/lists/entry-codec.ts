import { parseJson, type Json } from '../model/json.js';
import { forms } from '../text/terms/form.js';
import type { ListEntry } from './list-entry.js';

/** Canonical JSON of an entry, for which it is enough to write the keys in order. Absent members are not written. */
export function canonicalEntry({ author, expiresAt, form, means, reason, value }: ListEntry): string {
  return JSON.stringify({ author, expiresAt, form, means, reason, value });
}

const formNames: ReadonlySet<unknown> = new Set<unknown>(forms);

/** Reads the JSON of a list's entries, of this version or an earlier one. A list may have a million: no schema library. */
export function decodeEntries(text: string): readonly ListEntry[] {
  const entries = parseJson(text);
  if (!Array.isArray(entries) || !entries.every(isEntry))
    throw new SyntaxError('stored entries that are no entries of a list');
  return entries;
}

/** Reads the JSON of one entry. */
export function decodeEntry(text: string): ListEntry {
  const entry = parseJson(text);
  if (!isEntry(entry)) throw new SyntaxError('a packed entry that is no entry of a list');
  return entry;
}

function isEntry(entry: Json): entry is Json & ListEntry {
  if (!isObject(entry)) return false;
  const { value, reason, author, expiresAt, form, means } = entry;
  return (
    typeof value === 'string' &&
    isNullable('string', reason) &&
    isNullable('string', author) &&
    isNullable('number', expiresAt) &&
    (form === undefined || formNames.has(form)) &&
    (means === undefined || typeof means === 'string')
  );
}

function isObject(json: Json): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isNullable(type: 'string' | 'number', value: unknown): boolean {
  return value === null || typeof value === type;
}
