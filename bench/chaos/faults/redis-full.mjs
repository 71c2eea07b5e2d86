/** Redis has no memory left. */
export const redisFull = {
  name: 'redis-full',
  hits: 'redis',
  async inflict({ redis }) {
    await redis.command('config', 'set', 'maxmemory', '1mb');
    return () => redis.command('config', 'set', 'maxmemory', '0');
  },
};
