import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The file that a worker thread runs: beside this one in a build. TypeScript sources, as tests run them, take it from the build.
 * @param module the path of the module in `src`, without its ending
 */
export function workerFile(module: string): string {
  const beside = fileURLToPath(new URL(`../${module}.js`, import.meta.url));
  if (existsSync(beside)) return beside;
  return fileURLToPath(new URL(`../../dist/src/${module}.js`, import.meta.url));
}
