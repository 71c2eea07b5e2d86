/** The server hangs: connections stay open, and nothing answers. */
export const postgresFrozen = {
  name: 'postgres-frozen',
  hits: 'all',
  seenWithinMs: 7_000,
  async inflict({ postgres }) {
    await postgres.freeze();
    return () => postgres.thaw();
  },
};
