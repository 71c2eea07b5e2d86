import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

const PIECE = Buffer.alloc(1024 ** 2);

/** The file system of the data folder has no room left. */
export const diskFull = {
  name: 'disk-full',
  hits: 'one',
  seenWithinMs: 2_500,
  impossible: ({ service }) =>
    service.hasOwnDisk ? null : 'a small file system can be mounted by root only',
  async inflict({ service }) {
    const ballast = join(service.dataMount, 'ballast');
    await fill(ballast);
    return () => rm(ballast, { force: true });
  },
};

async function fill(path) {
  const file = await open(path, 'w');
  try {
    // The last pieces are smaller, until not a byte fits.
    for (let size = PIECE.length; size >= 1;) {
      const isFull = await file.write(PIECE, 0, size).then(
        ({ bytesWritten }) => bytesWritten < size,
        (error) => {
          if (error.code === 'ENOSPC') return true;
          throw error;
        },
      );
      if (isFull) size = Math.floor(size / 16);
    }
  } finally {
    await file.close();
  }
}
