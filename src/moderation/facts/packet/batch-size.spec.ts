import { describe, expect, it } from '@jest/globals';
import { aBrokenItem, aResponse } from '../../../../test/support/moderation/builders.js';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { batchSize } from './batch-size.js';

describe('the number of answers in the packet', () => {
  it('counts unreadable ones too', () => {
    const items = [aResponse(), aBrokenItem(), aResponse()];
    expect(readFact(batchSize, { callback: { items } })).toBe(3);
  });
});
