/** Bytes that are compared at once. */
const BLOCK = 65_536;

/** How many bytes two files have in common at their starts. */
export function commonPrefixLength(one: Buffer, other: Buffer): number {
  const most = Math.min(one.length, other.length);
  let at = 0;
  while (at + BLOCK <= most && one.subarray(at, at + BLOCK).equals(other.subarray(at, at + BLOCK)))
    at += BLOCK;
  while (at < most && one[at] === other[at]) at += 1;
  return at;
}
