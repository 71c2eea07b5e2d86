import { describe, expect, it } from '@jest/globals';
import { askedBy } from '../../../test/support/read-fact.js';
import { sinceUnblockMs } from './since-unblock-ms.js';

const seen = { callback: { fromAccount: 'ann', requesterAccount: 'ben' }, response: { toAccount: 'cho' } };

describe('time since un-blocking', () => {
  it('is asked of the pair, the one who answers first', () => {
    expect(askedBy(sinceUnblockMs, seen)).toEqual({
      kind: 'sinceUnblock',
      fromAccount: 'ann',
      toAccount: 'cho',
    });
  });
});
