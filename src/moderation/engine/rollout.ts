import murmurhash from 'murmurhash';

/** Buckets of a hundredth of a percent. */
const BUCKETS = 10_000;

/**
 * Whether a rule applies to an account. The same account stays inside as the share grows; different rules draw different
 * accounts.
 * @param share percent of accounts, 0 to 100, down to hundredths
 */
export function inRollout(salt: string, rule: string, account: string, share: number): boolean {
  if (share >= 100) return true;
  return murmurhash.v3(JSON.stringify([salt, rule, account])) % BUCKETS < Math.round(share * 100);
}
