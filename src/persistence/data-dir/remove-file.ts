import { unlink } from 'node:fs/promises';
import { errorCode } from '../../runtime/error-code.js';

/**
 * Removes a file or a socket that may be gone already, without looking at it first as `rm` does: where Node 20 or 22 has last
 * looked at a socket, it imports modules by the path of a symbolic link, and they may be empty (nodejs/node#51142).
 */
export async function removeFile(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error;
  });
}
