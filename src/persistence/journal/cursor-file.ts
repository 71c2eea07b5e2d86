import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Position } from './segment.js';

const schema = z.object({ segment: z.int().min(0), offset: z.int().min(0) });

/**
 * Remembers how far the journal has been drained. Losing it costs nothing but draining again what the database has already:
 * rows that are there are left alone.
 */
export class CursorFile {
  private readonly path: string;

  constructor(directory: string) {
    this.path = join(directory, 'drained.json');
  }

  /** `null` where there is none, or none that can be read. */
  async read(): Promise<Position | null> {
    try {
      return schema.parse(JSON.parse(await readFile(this.path, 'utf8')));
    } catch {
      return null;
    }
  }

  /** Swaps it in whole. */
  async write(position: Position): Promise<void> {
    await writeFile(`${this.path}.new`, JSON.stringify(position));
    await rename(`${this.path}.new`, this.path);
  }
}
