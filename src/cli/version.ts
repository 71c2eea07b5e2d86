import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const packageSchema = z.object({ version: z.string() });

/** The version in the package file, which stands above the sources and above the build. */
export function version(): string {
  const candidates = ['../../package.json', '../../../package.json'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const file = candidates.find((path) => existsSync(path));
  return file === undefined ? 'unknown' : packageSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}
