import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { responseAction } from './response-action.js';

describe('the answer', () => {
  it('is as sent, also when it is newer than we are', () => {
    expect(readFact(responseAction, { response: { action: 'Response_Action_Later' } })).toBe(
      'Response_Action_Later',
    );
  });
});
