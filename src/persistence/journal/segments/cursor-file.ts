import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { JournalPosition } from './segment.js';

const schema = z.object({ segment: z.int().min(0), offset: z.int().min(0) });

/**
 * Remembers how far a reader of the journal has come. Losing it costs nothing but giving that reader again what it has already,
 * which it leaves alone.
 */
export class CursorFile {
  private readonly path: string;

  /** @param reader `drained` for the database, `shared` for the state that replicas share */
  constructor(directory: string, reader: 'drained' | 'shared') {
    this.path = join(directory, `${reader}.json`);
  }

  /** `null` where there is none, or none that can be read. */
  async read(): Promise<JournalPosition | null> {
    try {
      return schema.parse(JSON.parse(await readFile(this.path, 'utf8')));
    } catch {
      return null;
    }
  }

  /** Swaps it in whole. */
  async write(position: JournalPosition): Promise<void> {
    await writeFile(`${this.path}.new`, JSON.stringify(position));
    await rename(`${this.path}.new`, this.path);
  }
}
