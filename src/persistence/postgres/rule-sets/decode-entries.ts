import { parseJson, type Json } from '../../../moderation/model/json.js';
import type { ListEntry } from '../../../moderation/lists/list-entry.js';
import { forms } from '../../../moderation/text/terms/form.js';

const formNames: ReadonlySet<unknown> = new Set<unknown>(forms);

/** Reads the JSON of a list's entries, of this version or an earlier one. A list may have a million: no schema library. */
export function decodeEntries(text: string): readonly ListEntry[] {
  const entries = parseJson(text);
  if (!Array.isArray(entries) || !entries.every(isEntry))
    throw new SyntaxError('stored entries that are no entries of a list');
  return entries;
}

function isEntry(entry: Json): entry is Json & ListEntry {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return false;
  const { value, reason, author, expiresAt, form, means }: Readonly<Record<string, unknown>> = { ...entry };
  return (
    typeof value === 'string' &&
    isNullable('string', reason) &&
    isNullable('string', author) &&
    isNullable('number', expiresAt) &&
    (form === undefined || formNames.has(form)) &&
    (means === undefined || typeof means === 'string')
  );
}

function isNullable(type: 'string' | 'number', value: unknown): boolean {
  return value === null || typeof value === type;
}
