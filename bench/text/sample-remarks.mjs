/**
 * Writes `src/policy/lint/innocent-remarks.json`, the remarks by which staff are warned of terms that are too common: every third one of
 * the innocent remarks of the tests.
 *
 *   node bench/text/sample-remarks.mjs
 */
import { writeFile } from 'node:fs/promises';
import { corpus } from './corpus.mjs';

const EVERY = 3;

const { innocent } = await corpus();
const remarks = innocent.filter((_, at) => at % EVERY === 0).map(({ text }) => text);
const file = new URL('../../src/policy/lint/innocent-remarks.json', import.meta.url);
await writeFile(file, `${JSON.stringify(remarks, null, 2)}\n`);
