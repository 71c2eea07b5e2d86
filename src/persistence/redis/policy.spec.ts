import { describe, expect, it } from '@jest/globals';
import { policyProblem } from './policy.js';

describe('how Redis makes room', () => {
  it('is right when nothing is evicted, or when nobody may ask', () => {
    expect(policyProblem('# Memory\r\nmaxmemory_policy:noeviction\r\n')).toBeNull();
    expect(policyProblem('')).toBeNull();
  });

  it.each([['allkeys-lru'], ['allkeys-random'], ['volatile-ttl']])(
    'is refused with %s, on any node',
    (policy) => {
      const problem = policyProblem(
        `maxmemory_policy:noeviction\r\nx:y\r\nmaxmemory_policy:${policy}\r\nmaxmemory:0\r\n`,
      );
      expect(problem).toContain(`(maxmemory-policy is ${policy})`);
      expect(problem).toContain('Set maxmemory-policy to noeviction');
    },
  );
});
