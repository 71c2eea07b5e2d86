/** The server takes no writes, as a standby does. */
export const postgresReadOnly = {
  name: 'postgres-read-only',
  hits: 'all',
  seenWithinMs: 5_000,
  async inflict({ postgres }) {
    const set = (value) =>
      postgres.query(
        'postgres',
        `alter system set default_transaction_read_only = ${value}`,
        'select pg_reload_conf()',
      );
    await set('on');
    // The administrator's own sessions must be able to end it.
    return () =>
      postgres.with('postgres', async (client) => {
        await client.query('set session characteristics as transaction read write');
        await client.query('alter system set default_transaction_read_only = off');
        await client.query('select pg_reload_conf()');
      });
  },
};
