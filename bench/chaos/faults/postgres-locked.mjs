const TABLES = ['decision', 'event', 'blocklist_deletion'];

/** A forgotten transaction holds the tables. */
export const postgresLocked = {
  name: 'postgres-locked',
  hits: 'all',
  async inflict({ postgres, subjects }) {
    const releases = [];
    for (const { database } of subjects) {
      const held = new Promise((resolve, reject) => {
        postgres
          .with(database, async (client) => {
            await client.query('begin');
            await client.query(`lock table ${TABLES.join(', ')} in access exclusive mode`);
            await new Promise((release) => resolve(release));
            await client.query('rollback');
          })
          .catch(reject);
      });
      releases.push(await held);
    }
    return () => releases.forEach((release) => release());
  },
};
