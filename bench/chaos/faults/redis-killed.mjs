/** Redis ends as in a crash, and comes back empty. */
export const redisKilled = {
  name: 'redis-killed',
  hits: 'redis',
  seenWithinMs: 1_500,
  async inflict({ redis }) {
    await redis.kill();
    return () => redis.start();
  },
};
