import { describe, expect, it } from '@jest/globals';
import type { ListKind } from '../model/list-lookup.js';
import { runSync } from '../../runtime/cooperative-task.js';
import { problemsOfList } from './list-problems.js';

function problemsOf(kind: ListKind, ...values: string[]) {
  const entries = values.map((value) => ({ value, reason: null, author: null, expiresAt: null }));
  return runSync(problemsOfList({ name: 'some-list', kind, entries }));
}

describe('problems of a list', () => {
  it('has nothing against sound entries', () => {
    expect(
      problemsOf('addresses', '192.0.2.7', '192.0.2.0/24', '2001:db8::/32', '::ffff:203.0.113.0/120'),
    ).toEqual([]);
    expect(problemsOf('accounts', ' ', '__proto__', 'a', 'A')).toEqual([]);
    expect(problemsOf('terms', 'casino', '카지노', '$$$')).toEqual([]);
  });

  it.each([
    '192.0.2',
    '192.0.2.0/33',
    '0x7f.1',
    'example.com',
    '2001:db8::/129',
    '10.0.0.1/',
    '::ffff:10.0.0.0/8',
  ])('refuses the address %j', (value) => {
    expect(problemsOf('addresses', value)).toHaveLength(1);
  });

  it('asks whether the range or the address is meant', () => {
    expect(problemsOf('addresses', '192.0.2.7/24')).toEqual([
      {
        at: '/entries/0/value',
        message: '"192.0.2.7/24" names an address within a range',
        hint: 'write 192.0.2.0/24 for the range, 192.0.2.7 for the one address',
      },
    ]);
  });

  it.each<[ListKind, string, string]>([
    ['terms', 'Casino', 'ｃａｓｉｎｏ'],
    ['addresses', '192.0.2.0/24', '::ffff:192.0.2.0/120'],
    ['addresses', '2001:db8::1', '2001:0db8:0::1'],
    ['accounts', 'a', 'a'],
  ])('finds the same twice in a list of %s: %j and %j', (kind, one, other) => {
    expect(problemsOf(kind, one, other)).toEqual([
      {
        at: '/entries/1/value',
        message: `"${other}" is the same as what stands in entry 1`,
        hint: 'keep one of them',
      },
    ]);
  });

  it('refuses terms that can never be found', () => {
    expect(problemsOf('terms', ' \t')[0]?.message).toBe(
      'the term has neither letters nor symbols, and can never be found',
    );
    expect(problemsOf('terms', 'a'.repeat(129))[0]?.message).toContain('can never be found');
  });

  it('tells a hundred problems at most', () => {
    expect(problemsOf('addresses', ...Array.from({ length: 500 }, (_, at) => `x${String(at)}`))).toHaveLength(
      100,
    );
  });
});
