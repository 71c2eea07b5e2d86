import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A file of the build, which is made when there is none: worker threads and child processes do not run TypeScript. */
export function built(path: string): string {
  const file = `${root}dist/${path}`;
  if (!existsSync(file))
    execFileSync('node', [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}tsconfig.build.json`]);
  return file;
}
