/** A table is not there any more; it comes back with all that it had, so that the run can be checked in the end. */
export const postgresTableGone = {
  name: 'postgres-table-gone',
  hits: 'one',
  seenWithinMs: 5_000,
  async inflict({ postgres, subject, random }) {
    const table = ['decision', 'event', 'blocklist_deletion'][Math.floor(random() * 3)];
    await postgres.query(subject.database, `alter table ${table} rename to ${table}_gone`);
    return () => postgres.query(subject.database, `alter table ${table}_gone rename to ${table}`);
  },
};
