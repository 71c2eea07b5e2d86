import { createHash } from 'node:crypto';

/** Characters that PostgreSQL's `text` refuses, and the escape itself. */
// eslint-disable-next-line no-control-regex -- NUL is what this is about
const UNSAFE = /[\\\0]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Any text as text that PostgreSQL takes: `\\` for a backslash, `\0` for NUL, `\uD83D` for half of a pair. */
export function escapeText(text: string): string {
  return text.replace(UNSAFE, (unit) => {
    if (unit === '\\') return '\\\\';
    if (unit === '\0') return '\\0';
    return `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

/** Undoes `escapeText`. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:\\|0|u([0-9A-F]{4}))/g, (escaped, unit: string | undefined) => {
    if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16));
    return escaped === '\\0' ? '\0' : '\\';
  });
}

/** An index entry of PostgreSQL holds 2,704 bytes at most. */
const MAX_INDEXED_BYTES = 1_024;
const PREFIX_LENGTH = 64;

/**
 * An account as a column that is searched. One that is longer than an index takes is shortened to its beginning, `\~` and
 * the SHA-256 of the whole: still the same text for the same account. The whole is in the packet.
 */
export function encodeAccount(account: string): string {
  const escaped = escapeText(account);
  if (escaped.length * 3 <= MAX_INDEXED_BYTES || Buffer.byteLength(escaped) <= MAX_INDEXED_BYTES)
    return escaped;
  const hash = createHash('sha256').update(account, 'utf16le').digest('hex');
  return `${escapeText(account.slice(0, PREFIX_LENGTH))}\\~${hash}`;
}

/** The account of a column: itself, or the shortened form where it was too long. */
export function decodeAccount(column: string): string {
  return unescapeText(column);
}
