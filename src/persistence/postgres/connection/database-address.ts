/** Where a database is, and what it can't do. */
export interface DatabaseAddress {
  /** The address for `pg`: a URL, or a folder with a Unix socket. */
  readonly connection: { readonly url: string } | { readonly socketDirectory: string };
  /** Connections at most. Trial storage has one session that all would share. */
  readonly poolSize: number;
}

/** A PostgreSQL by its URL. */
export function postgresAt(url: string, poolSize = 5): DatabaseAddress {
  return { connection: { url }, poolSize };
}

/** Trial storage by the folder of its socket. */
export function trialStorageAt(socketDirectory: string): DatabaseAddress {
  return { connection: { socketDirectory }, poolSize: 1 };
}
