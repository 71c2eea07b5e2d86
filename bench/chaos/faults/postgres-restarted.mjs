/** The server is restarted, as for an upgrade. */
export const postgresRestarted = {
  name: 'postgres-restarted',
  hits: 'all',
  async inflict({ postgres }) {
    await postgres.stop('fast');
    await postgres.start();
  },
};
