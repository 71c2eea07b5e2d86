/** The position of the lowest bit that is set. */
export function lowestSetBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

export function hasBit(bits: Int32Array, position: number): boolean {
  return ((bits[position >>> 5] ?? 0) & (1 << (position & 31))) !== 0;
}

export function setBit(bits: Int32Array, position: number): void {
  bits[position >>> 5] = (bits[position >>> 5] ?? 0) | (1 << (position & 31));
}

export function clearBit(bits: Int32Array, position: number): void {
  bits[position >>> 5] = (bits[position >>> 5] ?? 0) & ~(1 << (position & 31));
}
