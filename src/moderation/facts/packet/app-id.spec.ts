import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { appId } from './app-id.js';

describe('the app', () => {
  it('is its id', () => {
    expect(readFact(appId, { callback: { appId: '1400000000' } })).toBe('1400000000');
  });
});
