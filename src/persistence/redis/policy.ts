/** What Redis is set to would make it lose what is counted, so it is not used. The message says what to set. */
export class RedisUnfit extends Error {
  override readonly name = 'RedisUnfit';
}

/**
 * What is wrong with the way a Redis makes room when its memory is full; `null` when it throws nothing away.
 * @param memory what `INFO memory` says, of one node or of several
 */
export function policyProblem(memory: string): string | null {
  const policies = [...memory.matchAll(/^maxmemory_policy:(\S+)/gm)].map(([, policy = '']) => policy);
  const wrong = policies.find((policy) => policy !== 'noeviction');
  if (wrong === undefined) return null;
  return (
    `Redis at REDIS_URL evicts keys when its memory is full (maxmemory-policy is ${wrong}): counters would start again ` +
    'from zero without anybody noticing. Set maxmemory-policy to noeviction ("redis-cli config set maxmemory-policy noeviction", ' +
    'and in redis.conf), or name another Redis'
  );
}
