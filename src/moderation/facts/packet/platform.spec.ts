import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { platform } from './platform.js';

describe('the platform', () => {
  it('is in lower case, however it was sent', () => {
    expect(readFact(platform, { callback: { platform: 'iOS' } })).toBe('ios');
  });

  it('is one value for one system, however it is spelt', () => {
    for (const spelling of ['macOS', 'MacOS', 'Mac', 'mac']) {
      expect(readFact(platform, { callback: { platform: spelling } })).toBe('mac');
    }
    expect(readFact(platform, { callback: { platform: 'IOS' } })).toBe('ios');
  });

  it('is null when not sent', () => {
    expect(readFact(platform, { callback: { platform: null } })).toBe(null);
  });
});
