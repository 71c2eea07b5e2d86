import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where benchmarks leave their results: `RESULTS_DIR`, unless set the folder whose results stand in `docs/performance.md`. */
export const resultsFolder = resolve(
  process.env.RESULTS_DIR ?? fileURLToPath(new URL('results/', import.meta.url)),
);

const fileOf = (name) => join(resultsFolder, `${name}.json`);

/** Writes `<name>.json` there. */
export async function save(name, results) {
  await mkdir(resultsFolder, { recursive: true });
  await writeFile(fileOf(name), `${JSON.stringify(results, null, 2)}\n`);
}

/** Reads it again. */
export async function saved(name) {
  return JSON.parse(await readFile(fileOf(name), 'utf8'));
}
