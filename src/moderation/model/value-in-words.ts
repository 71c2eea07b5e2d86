/** The kind of a value that stands in a rule, in words: `a list`, `null`. */
export function valueInWords(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number that is too large';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
