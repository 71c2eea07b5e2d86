import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of one's own, until `remove`. */
export async function aFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'friendgate-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
