/** Longer than any name that is read, with each of its letters escaped. */
const MAX_NAME_LENGTH = 200;

/** The name that the scanner copied from this position; `null` where it is longer than any that is read. */
export function memberNameAt(text: string, start: number): string | null {
  let hasEscape = false;
  for (let at = start + 1; at <= start + MAX_NAME_LENGTH; at += 1) {
    const unit = text[at];
    if (unit === '"') return hasEscape ? unescaped(text.slice(start, at + 1)) : text.slice(start + 1, at);
    if (unit === '\\') {
      hasEscape = true;
      at += 1;
    }
  }
  return null;
}

function unescaped(quoted: string): string | null {
  try {
    const name: unknown = JSON.parse(quoted);
    return typeof name === 'string' ? name : null;
  } catch {
    // It holds a control character, and no name does that is read.
    return null;
  }
}
