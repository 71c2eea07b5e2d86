import { chmod } from 'node:fs/promises';

/** The service may not enter its data folder any more. */
export const dataDirClosed = {
  name: 'data-dir-closed',
  hits: 'one',
  seenWithinMs: 2_500,
  async inflict({ service }) {
    await chmod(service.dataDir, 0o000);
    return () => chmod(service.dataDir, 0o700);
  },
};
