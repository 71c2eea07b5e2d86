import { describe, expect, it } from '@jest/globals';
import { questionOf } from '../../../../test/support/moderation/read-fact.js';
import { sinceUnblockMs } from './since-unblock-ms.js';

describe('time since un-blocking', () => {
  it('is asked of the pair', () => {
    expect(questionOf(sinceUnblockMs)).toEqual({ kind: 'sinceUnblock' });
  });
});
