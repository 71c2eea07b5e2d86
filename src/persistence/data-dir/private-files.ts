import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../runtime/error-code.js';

/** Permissions that others than the owner have. */
const OTHERS = 0o077;

/**
 * Takes the permissions of other users from a folder and from everything in it.
 * @returns how many files and folders in it they can reach nevertheless: none where the folder itself is closed
 */
export async function makePrivate(directory: string): Promise<number> {
  const isClosed = await closePath(directory);
  const inside = await Promise.all((await namesIn(directory)).map((path) => closeTree(path)));
  return isClosed ? 0 : inside.reduce((sum, open) => sum + open, 0);
}

async function closeTree(path: string): Promise<number> {
  const isClosed = await closePath(path);
  let open = isClosed ? 0 : 1;
  for (const inside of await namesIn(path)) open += await closeTree(inside);
  return open;
}

/** Whether others have no permissions on it, perhaps only by now. */
async function closePath(path: string): Promise<boolean> {
  try {
    const { mode } = await lstat(path);
    if ((mode & OTHERS) === 0 || isLink(mode)) return true;
    await chmod(path, mode & ~OTHERS & 0o7777);
    return true;
  } catch (error) {
    // It is gone.
    return errorCode(error) === 'ENOENT';
  }
}

async function namesIn(path: string): Promise<readonly string[]> {
  try {
    return (await readdir(path)).map((name) => join(path, name));
  } catch {
    return [];
  }
}

function isLink(mode: number): boolean {
  return (mode & 0o170000) === 0o120000;
}
