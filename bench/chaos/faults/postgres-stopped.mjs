/** The server ends as in a crash, and comes back. */
export const postgresStopped = {
  name: 'postgres-stopped',
  hits: 'all',
  seenWithinMs: 5_000,
  async inflict({ postgres }) {
    await postgres.stop('immediate');
    return () => postgres.start();
  },
};
