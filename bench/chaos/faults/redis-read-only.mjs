/** Redis has become a replica of a primary that is not there: it refuses writes. */
export const redisReadOnly = {
  name: 'redis-read-only',
  hits: 'redis',
  seenWithinMs: 1_500,
  async inflict({ redis }) {
    await redis.command('replicaof', '127.0.0.1', '1');
    return () => redis.command('replicaof', 'no', 'one');
  },
};
