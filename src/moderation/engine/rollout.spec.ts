import { describe, expect, it } from '@jest/globals';
import { inRollout } from './rollout.js';

const accounts = Array.from({ length: 20_000 }, (_, index) => `account-${index}`);
const inside = (rule: string, share: number) =>
  new Set(accounts.filter((account) => inRollout('salt', rule, account, share)));

describe('a rollout share', () => {
  it('holds about that share of the accounts', () => {
    expect(inside('a-rule', 10).size / accounts.length).toBeCloseTo(0.1, 1);
    expect(inside('a-rule', 0.01).size).toBeLessThan(20);
  });

  it('keeps whom it has while it grows', () => {
    const grown = inside('a-rule', 30);
    expect([...inside('a-rule', 10)].every((account) => grown.has(account))).toBe(true);
  });

  it('draws other accounts for another rule', () => {
    const other = inside('another-rule', 10);
    const both = [...inside('a-rule', 10)].filter((account) => other.has(account));
    expect(both.length).toBeLessThan(accounts.length * 0.03);
  });

  it('is empty at 0 and everybody at 100', () => {
    expect(inside('a-rule', 0).size).toBe(0);
    expect(inside('a-rule', 100).size).toBe(accounts.length);
  });

  it('takes any string for an account', () => {
    expect(() => inRollout('salt', 'a-rule', '\u0000\uD800__proto__', 50)).not.toThrow();
  });

  it('puts an account where it always was: the hash is frozen by stored data', () => {
    const drawn = accounts.slice(0, 12).filter((account) => inRollout('salt', 'a-rule', account, 50));
    expect(drawn).toEqual(['account-1', 'account-3', 'account-4', 'account-5', 'account-9']);
  });
});
