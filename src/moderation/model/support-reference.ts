import { createHash } from 'node:crypto';

/** Digits of Crockford's base 32: no I, L, O or U. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 6;
const BITS = 5 * LENGTH;

/**
 * The number behind the support reference of one item: the first 30 bits of the SHA-256 of `<decision id>:<item>`. Two items may share one;
 * search lists them all.
 * @param decision UUID, lower case
 * @param item index of the item in its packet
 */
export function supportReferenceOf(decision: string, item: number): number {
  const digest = createHash('sha256').update(`${decision}:${item}`).digest();
  return digest.readUInt32BE(0) >>> (32 - BITS);
}

/** The reference as people read it: six digits, such as `7K2MQD`. */
export function formatSupportReference(reference: number): string {
  let text = '';
  for (let shift = BITS - 5; shift >= 0; shift -= 5) text += DIGITS[(reference >>> shift) & 31];
  return text;
}

/**
 * Reads a reference as people type it: in either case, with spaces or hyphens, O for 0, I and L for 1. `null` when it is none.
 */
export function parseSupportReference(text: string): number | null {
  const digits = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (digits.length !== LENGTH) return null;
  let reference = 0;
  for (const digit of digits) {
    const value = DIGITS.indexOf(digit);
    if (value === -1) return null;
    reference = reference * 32 + value;
  }
  return reference;
}
