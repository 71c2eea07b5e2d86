import { describe, expect, it } from '@jest/globals';
import { evictionPolicyProblem, fullMemoryProblem } from './memory-policy.js';

describe('the eviction policy of Redis', () => {
  it('is accepted when nothing is evicted, or when its user may not ask', () => {
    expect(evictionPolicyProblem('# Memory\r\nmaxmemory_policy:noeviction\r\n')).toBeNull();
    expect(evictionPolicyProblem('')).toBeNull();
  });

  it.each([['allkeys-lru'], ['allkeys-random'], ['volatile-ttl']])(
    'is refused with %s, on any node',
    (policy) => {
      const problem = evictionPolicyProblem(
        `maxmemory_policy:noeviction\r\nx:y\r\nmaxmemory_policy:${policy}\r\nmaxmemory:0\r\n`,
      );
      expect(problem).toContain(`(maxmemory-policy is ${policy})`);
      expect(problem).toContain('Set maxmemory-policy to noeviction');
    },
  );
});

describe('the memory of Redis', () => {
  const node = (used: number, most: number) =>
    `# Memory\r\nused_memory:${used}\r\nmaxmemory:${most}\r\nmem_not_counted_for_evict:10\r\n`;

  it('has room without a limit, below it, or when its user may not ask', () => {
    for (const memory of ['', node(5_000, 0), node(109, 100), node(50, 100) + node(109, 100)])
      expect(fullMemoryProblem(memory)).toBeNull();
  });

  it('is full as soon as one node is', () => {
    expect(fullMemoryProblem(node(50, 100) + node(110, 100))).toBe('it is full: raise maxmemory (100 bytes)');
  });
});
