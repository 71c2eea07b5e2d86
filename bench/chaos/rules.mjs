import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const starting = fileURLToPath(new URL('../../rules', import.meta.url));
const KEPT = [
  'accept-burst.json',
  'banned-remark-terms.json',
  'result-codes.json',
  'reputation.json',
  'rule.schema.json',
  'settings.json',
];

/** Rules that let the verdict of each callback be known beforehand: a counter, and a list of phrases. */
export async function writeChaosRules(folder) {
  await mkdir(folder, { recursive: true });
  for (const part of ['conditions', 'lists'])
    await cp(join(starting, part), join(folder, part), { recursive: true });
  for (const file of KEPT) await cp(join(starting, file), join(folder, file));
}
