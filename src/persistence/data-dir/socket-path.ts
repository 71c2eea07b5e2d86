import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The path of a Unix socket has room for this many bytes (104 on macOS, with a closing NUL). */
const MAX_SOCKET_PATH_BYTES = 103;
/** Bytes behind the folder's path: a slash, six random characters, and the longest name in use. */
const SUFFIX_BYTES = 40;

/** Creates a temporary folder whose path is short enough for a socket in it. */
export async function createSocketFolder(): Promise<string> {
  const folder = tmpdir();
  const short = Buffer.byteLength(folder) + SUFFIX_BYTES <= MAX_SOCKET_PATH_BYTES ? folder : '/tmp';
  return mkdtemp(join(short, 'fg-'));
}

/** Gives work a short path to a folder, through a symbolic link that lives as long as the work. */
export async function withSocketPath<T>(folder: string, work: (path: string) => Promise<T>): Promise<T> {
  const temporary = await createSocketFolder();
  const link = join(temporary, 'd');
  try {
    await symlink(resolve(folder), link);
    return await work(link);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
