import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import { compileList } from './compile-list.js';
import type { ListEntry } from './list-entry.js';
import type { List } from './list.js';
import type { ListKind } from '../model/list-lookup.js';

const now = Date.UTC(2026, 0, 1);

function entry(value: string, expiresAt: number | null = null): ListEntry {
  return { value, reason: null, author: null, expiresAt };
}

function aList(kind: ListKind, ...entries: (string | ListEntry)[]): List {
  return compileList({
    name: 'some-list',
    kind,
    entries: entries.map((each) => (typeof each === 'string' ? entry(each) : each)),
  });
}

describe('a list', () => {
  it('has a revision that changes with any of its entries, and with nothing else', () => {
    const revision = aList('accounts', 'a', 'b').revision;
    expect(revision).toMatch(/^[0-9a-f]{64}$/);
    expect(aList('accounts', 'a', 'b').revision).toBe(revision);
    expect(aList('accounts', 'a', entry('b', 1)).revision).not.toBe(revision);
  });

  it('has the hash of its canonical JSON for a revision', () => {
    const entries = [
      entry('a "b" \u2028 😀', 5),
      { value: '카지노', reason: 'x', author: 'mina', expiresAt: null },
    ];
    const hash = createHash('sha256').update(canonicalize(entries) ?? '');
    expect(aList('accounts', ...entries).revision).toBe(hash.digest('hex'));
  });

  it('knows its size', () => {
    expect(aList('accounts', 'a', 'b').size).toBe(2);
  });

  it.each<[ListKind, string]>([
    ['accounts', 'someone'],
    ['addresses', '192.0.2.7'],
    ['terms', 'casino'],
  ])('counts an entry of %s up to its expiry, and not at it', (kind, value) => {
    const list = aList(kind, entry(value, now));
    expect([list.has(value, now - 1), list.has(value, now)]).toEqual([true, false]);
  });
});

describe('a list of accounts', () => {
  it('compares to the letter', () => {
    const list = aList('accounts', 'Mina');
    expect([list.has('Mina', now), list.has('mina', now), list.has('Mina ', now)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('does not mistake what objects inherit for entries', () => {
    expect(aList('accounts', 'a').has('__proto__', now)).toBe(false);
    expect(aList('accounts', '__proto__').has('__proto__', now)).toBe(true);
    expect(aList('accounts', '__proto__').has('constructor', now)).toBe(false);
  });
});

describe('a list of addresses', () => {
  const list = aList(
    'addresses',
    '192.0.2.0/25',
    '198.51.100.7',
    '2001:db8::/33',
    '::ffff:203.0.113.0/120',
    '10.0.0.0/8',
  );

  it.each([
    '192.0.2.0',
    '192.0.2.127',
    '198.51.100.7',
    '2001:db8:7fff::1',
    '203.0.113.255',
    '::ffff:192.0.2.1',
    '10.255.0.1',
  ])('has %s', (address) => {
    expect(list.has(address, now)).toBe(true);
  });

  it.each(['192.0.2.128', '198.51.100.8', '2001:db8:8000::1', '11.0.0.1', '', 'somewhere', '1'])(
    'has not %j',
    (address) => {
      expect(list.has(address, now)).toBe(false);
    },
  );

  it('takes 0.0.0.0/0 for every IPv4 address and no IPv6 one', () => {
    const all = aList('addresses', '0.0.0.0/0');
    expect([all.has('203.0.113.1', now), all.has('2001:db8::1', now)]).toEqual([true, false]);
  });
});

describe('a list of terms', () => {
  it('finds its terms in a text, each once, in its own order and spelling', () => {
    const list = aList('terms', 'Online Casino', '赌博', 'BET');
    expect(list.termsIn('bet 网上赌博 online   CASINO bet', now)).toEqual(['Online Casino', '赌博', 'BET']);
  });

  it('finds whole words only, where words are parted by spaces', () => {
    const list = aList('terms', 'ass', 'cunt');
    expect(list.termsIn('a class in Scunthorpe', now)).toEqual([]);
    expect(list.termsIn('ass!', now)).toEqual(['ass']);
  });

  it('does not find what has expired', () => {
    const list = aList('terms', entry('casino', now), entry('bet', now + 1));
    expect(list.termsIn('casino bet', now)).toEqual(['bet']);
  });

  it('has a term in any case and width', () => {
    expect(aList('terms', 'casino').has('ＣＡＳＩＮＯ', now)).toBe(true);
  });

  it('holds a hundred thousand terms', () => {
    const list = aList('terms', ...Array.from({ length: 100_000 }, (_, at) => `term ${String(at)} of many`));
    expect(list.termsIn('here is term 99999 of many', now)).toEqual(['term 99999 of many']);
  });
});
