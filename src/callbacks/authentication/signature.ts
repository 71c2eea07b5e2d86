import { hash, timingSafeEqual } from 'node:crypto';

/** How far a request's time may be from ours, either way, in milliseconds. */
const MAX_CLOCK_DIFFERENCE_MS = 60_000;

export type SignatureFault = 'unsigned' | 'wrong-signature' | 'stale-signature';

/** Lower-case hex of SHA-256 over the token followed by the request's time. */
export function signatureOf(token: string, requestTime: string): string {
  return hash('sha256', token + requestTime, 'hex');
}

/**
 * Checks a request's signature, whose hex digits may be of either case. Returns the place of the token that made it, or what is wrong.
 * `requestTime` is in Unix seconds.
 */
export function verifySignature(
  signed: { readonly sign: string | null; readonly requestTime: string | null },
  tokens: readonly string[],
  now: number,
): SignatureFault | number {
  const { sign, requestTime } = signed;
  if (sign === null || requestTime === null) return 'unsigned';
  // Every token is tried, so that the time taken does not tell which one it was.
  const sent = Buffer.from(sign.toLowerCase());
  const matches = tokens.map((token) => equalInConstantTime(sent, expectedSignature(token, requestTime)));
  const token = matches.indexOf(true);
  if (token < 0) return 'wrong-signature';
  if (!/^\d{1,15}$/.test(requestTime)) return 'stale-signature';
  return Math.abs(now - Number(requestTime) * 1_000) > MAX_CLOCK_DIFFERENCE_MS ? 'stale-signature' : token;
}

/** The last signature by token: all callbacks of one second have the same. */
const lastSignatures = new Map<string, { readonly requestTime: string; readonly signature: Buffer }>();

function expectedSignature(token: string, requestTime: string): Buffer {
  const last = lastSignatures.get(token);
  if (last?.requestTime === requestTime) return last.signature;
  const signature = Buffer.from(signatureOf(token, requestTime));
  lastSignatures.set(token, { requestTime, signature });
  return signature;
}

function equalInConstantTime(sent: Buffer, expected: Buffer): boolean {
  return sent.length === expected.length && timingSafeEqual(sent, expected);
}
