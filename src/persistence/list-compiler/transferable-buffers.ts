/** The buffers of all typed arrays in a value that are not shared by threads anyway, each once. */
export function transferableBuffers(value: unknown): ReadonlySet<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) return new Set(value.buffer instanceof ArrayBuffer ? [value.buffer] : []);
  if (typeof value !== 'object' || value === null) return new Set();
  return new Set(Object.values(value).flatMap((part) => [...transferableBuffers(part)]));
}
