import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { describeError } from '../../../runtime/describe-error.js';
import type { Log } from '../../../runtime/log.js';
import type { JournalPosition } from './segment.js';

const schema = z.object({
  segment: z.int().min(0),
  offset: z.int().min(0),
  /** Versions before wrote none, and pass it over. */
  checksum: z.int().optional(),
});

/**
 * Remembers how far a reader of the journal has come. A cursor that is lost costs nothing but giving that reader records that it
 * has, which it leaves alone.
 */
export class CursorFile {
  private readonly path: string;

  /** @param reader `drained` for the database, `shared` for the state that replicas share */
  constructor(directory: string, reader: 'drained' | 'shared') {
    this.path = join(directory, `${reader}.json`);
  }

  /** `null` where there is none; `unreadable` for a file that is no cursor, or whose checksum is wrong. */
  async read(): Promise<JournalPosition | 'unreadable' | null> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch {
      return null;
    }
    try {
      const { segment, offset, checksum } = schema.parse(JSON.parse(text));
      const isSound = checksum === undefined || checksum === checksumOf({ segment, offset });
      return isSound ? { segment, offset } : 'unreadable';
    } catch {
      return 'unreadable';
    }
  }

  /** Replaces the file as a whole. */
  async write({ segment, offset }: JournalPosition): Promise<void> {
    const file = await open(`${this.path}.new`, 'w', 0o600);
    try {
      await file.writeFile(JSON.stringify({ segment, offset, checksum: checksumOf({ segment, offset }) }));
    } finally {
      await file.close();
    }
    await rename(`${this.path}.new`, this.path);
  }
}

/** Notes a cursor. Never rejects: one that is older costs reading records again. */
export async function writeCursor(
  directory: string,
  reader: 'drained' | 'shared',
  to: JournalPosition,
  log: Log,
): Promise<void> {
  await new CursorFile(directory, reader).write(to).catch((error: unknown) => {
    log.debug({ reader, reason: describeError(error) }, 'a cursor of the journal was not written');
  });
}

function checksumOf({ segment, offset }: JournalPosition): number {
  return crc32(`${segment}:${offset}`);
}
