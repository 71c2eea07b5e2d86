import { describe, expect, it } from '@jest/globals';
import { rateRequestOf } from '../../../../test/support/moderation/read-fact.js';
import { rate } from './rate.js';

describe('how often something happened', () => {
  it('asks for the same counter in whatever order the accounts are named', () => {
    const one = { of: 'response', by: ['toAccount', 'fromAccount'], within: '24h' };
    const other = { of: 'response', by: ['fromAccount', 'toAccount'], within: '1d' };
    expect(rateRequestOf(rate, one)).toEqual(rateRequestOf(rate, other));
    expect(rateRequestOf(rate, one)).toEqual({
      of: 'response',
      by: ['fromAccount', 'toAccount'],
      distinct: null,
      withinMs: 86_400_000,
    });
  });

  it('counts different accounts behind one address', () => {
    expect(
      rateRequestOf(rate, { of: 'agree', by: ['clientAddress'], within: '10m', distinct: 'fromAccount' })
        .distinct,
    ).toBe('fromAccount');
  });
});

describe('parameters of how often something happened', () => {
  it.each([
    ['nothing to count by', { of: 'agree', by: [], within: '10m' }],
    ['the same twice', { of: 'agree', by: ['app', 'app'], within: '10m' }],
    [
      'different values of what is counted by',
      { of: 'agree', by: ['fromAccount'], within: '10m', distinct: 'fromAccount' },
    ],
    [
      'different apps, for there is one',
      { of: 'agree', by: ['fromAccount'], within: '10m', distinct: 'app' },
    ],
    ['a window over 30 days', { of: 'agree', by: ['fromAccount'], within: '31d' }],
    ['something that is not counted', { of: 'accept', by: ['fromAccount'], within: '10m' }],
    ['no window', { of: 'agree', by: ['fromAccount'] }],
    ['anything else', { of: 'agree', by: ['fromAccount'], within: '10m', limit: 20 }],
  ])('refuse %s', (_, params) => {
    expect(rate.params.safeParse(params).success).toBe(false);
  });
});
