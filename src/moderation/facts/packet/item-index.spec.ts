import { describe, expect, it } from '@jest/globals';
import { aCallback, aResponse } from '../../../../test/support/moderation/builders.js';
import { itemIndex } from './item-index.js';

describe('the place in the packet', () => {
  it('begins with 0', () => {
    const items = [aResponse(), aResponse()];
    const read = (at: number) => {
      const response = items[at];
      if (itemIndex.source.kind !== 'packet' || response === undefined) throw new Error('no such item');
      return itemIndex.source.read({ callback: aCallback({ items }), response, lists: new Map() }, {});
    };
    expect([read(0), read(1)]).toEqual([0, 1]);
  });
});
