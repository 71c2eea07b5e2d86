/** What Redis is set to would make it lose what is counted, so it is not used. The message says what to set. */
export class RedisMisconfigured extends Error {
  override readonly name = 'RedisUnfit';
}

/**
 * What is wrong with the way a Redis makes room when its memory is full; `null` when it throws nothing away.
 * @param memory what `INFO memory` says, of one node or of several
 */
export function evictionPolicyProblem(memory: string): string | null {
  const policies = [...memory.matchAll(/^maxmemory_policy:(\S+)/gm)].map(([, policy = '']) => policy);
  const wrong = policies.find((policy) => policy !== 'noeviction');
  if (wrong === undefined) return null;
  return (
    `Redis at REDIS_URL evicts keys when its memory is full (maxmemory-policy is ${wrong}): counters would start again ` +
    'from zero without anybody noticing. Set maxmemory-policy to noeviction ("redis-cli config set maxmemory-policy noeviction", ' +
    'and in redis.conf), or name another Redis'
  );
}

/** Why nothing more can be noted, on whichever node; `null` while there is room. @param memory see `policyProblem` */
export function fullMemoryProblem(memory: string): string | null {
  for (const node of memory.split(/^# Memory/m)) {
    const bytes = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(node)?.[1] ?? 0);
    const most = bytes('maxmemory');
    if (most === 0 || bytes('used_memory') - bytes('mem_not_counted_for_evict') < most) continue;
    return `it is full: raise maxmemory (${most} bytes)`;
  }
  return null;
}
