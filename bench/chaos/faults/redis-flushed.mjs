/** Everything in Redis is deleted. */
export const redisFlushed = {
  name: 'redis-flushed',
  hits: 'redis',
  async inflict({ redis }) {
    await redis.command('flushall');
  },
};
