/** Redis is set up to lose counters, so it is not used. The message says what to set. */
export class RedisMisconfigured extends Error {
  override readonly name = 'RedisUnfit';
}

/**
 * The problem of an eviction policy that drops keys; `null` where nothing is evicted.
 * @param memory the reply to `INFO memory`, of one node or of several
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

/** The problem of a node whose memory is full; `null` while all have room. @param memory see `evictionPolicyProblem` */
export function fullMemoryProblem(memory: string): string | null {
  for (const node of memory.split(/^# Memory/m)) {
    const bytes = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(node)?.[1] ?? 0);
    const most = bytes('maxmemory');
    if (most === 0 || bytes('used_memory') - bytes('mem_not_counted_for_evict') < most) continue;
    return `it is full: raise maxmemory (${most} bytes)`;
  }
  return null;
}
