/**
 * Writes `src/policy/lint/innocent-remarks.ts`, the remarks by which staff are warned of terms that are too common: every third one of
 * the innocent remarks of the tests.
 *
 *   node bench/text/sample-remarks.mjs
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { corpus } from './corpus.mjs';

const EVERY = 3;

const { innocent } = await corpus();
const lines = innocent
  .filter((_, at) => at % EVERY === 0)
  .map(({ text }) => text.replaceAll(/[`\\$]/gu, '\\$&'));
const file = `/** Remarks that nobody minds, in many languages. What a list finds among them it finds by mistake. Made by \`bench/text/sample-remarks.mjs\`. */
export const innocentRemarks: readonly string[] = \`
${lines.join('\n')}
\`
  .trim()
  .split('\\n');
`;
await writeFile(fileURLToPath(new URL('../../src/policy/lint/innocent-remarks.ts', import.meta.url)), file);
