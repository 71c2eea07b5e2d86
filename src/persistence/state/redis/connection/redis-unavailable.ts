/** Redis does not answer, not in time, or refuses to write. */
export class RedisUnavailable extends Error {
  override readonly name = 'RedisUnavailable';
}

/**
 * Rejects with `RedisUnavailable` once the time is over. Unlike `withTimeout` it first lets the event loop read from sockets:
 * after a busy moment of this thread the reply may be there already.
 */
export async function settledWithin<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const giveUp = () => reject(new RedisUnavailable(`no answer within ${ms} ms`));
    timer = setTimeout(() => setImmediate(giveUp), ms);
  });
  // A failure after the timeout has no listener.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
