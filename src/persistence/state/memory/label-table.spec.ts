import type { LabelChange } from '../../../moderation/state/state.js';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Unknown } from '../../../moderation/model/reading.js';
import { KeyedHash } from '../keyed-hash.js';
import { LabelTable } from './label-table.js';

const NOW = 1_800_000_000_000;
const change = (changes: Partial<LabelChange> = {}): Omit<LabelChange, 'appId'> => ({
  account: 'ann',
  label: 'spammer',
  at: NOW,
  expiresAt: null,
  cleared: false,
  ...changes,
});

function someLabels(mostAccounts?: number) {
  const labels = new LabelTable(new KeyedHash(), mostAccounts);
  labels.isComplete = true;
  return labels;
}

const aChange = fc.record({
  account: fc.constantFrom('ann', '__proto__', ''),
  label: fc.constantFrom('a', 'b'),
  at: fc.integer({ min: NOW, max: NOW + 3 }),
  expiresAt: fc.option(fc.integer({ min: NOW + 1, max: NOW + 6 })),
  cleared: fc.boolean(),
});

describe('labels of accounts', () => {
  it('are unknown until the recorded ones have been read', () => {
    const labels = new LabelTable(new KeyedHash());
    labels.apply(change());
    expect(labels.read('ann', NOW)).toBe(Unknown.because('rebuilding'));
  });

  it('stand until they end, half-open, or are cleared', () => {
    const labels = someLabels();
    labels.apply(change({ expiresAt: NOW + 10 }));
    labels.apply(change({ label: 'vip' }));
    expect(labels.read('ann', NOW + 9)).toEqual(['spammer', 'vip']);
    expect(labels.read('ann', NOW + 10)).toEqual(['vip']);
    labels.apply(change({ label: 'vip', at: NOW + 1, cleared: true }));
    expect(labels.read('ann', NOW + 10)).toEqual([]);
  });

  it('can be set anew after they were cleared, and end sooner than before', () => {
    const labels = someLabels();
    labels.apply(change({ expiresAt: null }));
    labels.apply(change({ at: NOW + 1, cleared: true }));
    labels.apply(change({ at: NOW + 2, expiresAt: NOW + 5 }));
    expect([labels.read('ann', NOW + 4), labels.read('ann', NOW + 5)]).toEqual([['spammer'], []]);
  });

  it('come out the same in whatever order changes come, and however often', () => {
    fc.assert(
      fc.property(fc.array(aChange, { maxLength: 12 }), fc.nat(), (changes, shift) => {
        const [one, other] = [someLabels(), someLabels()];
        for (const each of changes) one.apply(each);
        const turned = [...changes.slice(shift % (changes.length + 1)), ...changes].toReversed();
        for (const each of turned) other.apply(each);
        for (const account of ['ann', '__proto__', '']) {
          for (let at = NOW; at < NOW + 8; at++)
            expect(one.read(account, at)).toEqual(other.read(account, at));
        }
      }),
    );
  });

  it('of the least recently used account are evicted, and read as unknown', () => {
    const labels = someLabels(2);
    labels.apply(change({ account: 'ann' }));
    labels.apply(change({ account: 'ben' }));
    labels.read('ann', NOW);
    labels.apply(change({ account: 'cho' }));
    expect(labels.read('ben', NOW)).toBe(Unknown.because('capacity'));
    expect([labels.read('ann', NOW), labels.read('cho', NOW)]).toEqual([['spammer'], ['spammer']]);
    expect(labels.evictions).toBe(1);
  });
});
