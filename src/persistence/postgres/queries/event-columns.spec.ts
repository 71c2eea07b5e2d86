import { describe, expect, it } from '@jest/globals';
import { decodeEventColumns, eventsOf } from './event-columns.js';

const columns = {
  at: [1_764_374_400_000, 1_764_374_400_001],
  source: ['0190a0a0-0000-7000-8000-000000000000', '0190a0a0-0000-7000-8000-000000000001'],
  position: [0, 1],
  item: [0, 3],
  kind: ['agree', 'label'],
  from: ['a\\\\b', 'c'],
  requester: ['a', 'c'],
  to: ['d', 'e'],
  address: ['203.0.113.9', null],
  detail: [null, 'bot'],
  expires: [null, 1_764_374_500_000],
};

describe('columns of events', () => {
  it('become events', () => {
    const events = eventsOf('1400000000', decodeEventColumns(JSON.stringify(columns)));
    expect(events).toEqual([
      {
        appId: '1400000000',
        at: 1_764_374_400_000,
        source: columns.source[0],
        item: 0,
        kind: 'agree',
        fromAccount: 'a\\b',
        requesterAccount: 'a',
        toAccount: 'd',
        clientAddress: '203.0.113.9',
        detail: null,
        expiresAt: null,
      },
      {
        appId: '1400000000',
        at: 1_764_374_400_001,
        source: columns.source[1],
        item: 3,
        kind: 'label',
        fromAccount: 'c',
        requesterAccount: 'c',
        toAccount: 'e',
        clientAddress: null,
        detail: 'bot',
        expiresAt: 1_764_374_500_000,
      },
    ]);
  });

  it.each([
    [],
    { ...columns, at: undefined },
    { ...columns, at: null },
    { ...columns, item: [0] },
    { ...columns, kind: ['agree', 'hug'] },
    { ...columns, to: ['d', null] },
    { ...columns, expires: [null, 'never'] },
  ])('are refused when they are something else: %j', (wrong) => {
    expect(() => decodeEventColumns(JSON.stringify(wrong))).toThrow(SyntaxError);
  });
});
