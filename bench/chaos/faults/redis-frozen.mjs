/** Redis hangs: the connection stays open, and nothing answers. */
export const redisFrozen = {
  name: 'redis-frozen',
  hits: 'redis',
  seenWithinMs: 1_500,
  async inflict({ redis }) {
    redis.freeze();
    return () => redis.thaw();
  },
};
