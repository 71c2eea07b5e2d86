import { appendFile, cp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const WITHIN_MS = 20_000;
let swaps = 0;

/** The folder of rules is replaced by another one, which bans one phrase more: it has to come into force. */
export const rulesSwapped = {
  name: 'rules-swapped',
  hits: 'one',
  async inflict({ service, health }) {
    swaps += 1;
    const before = JSON.stringify(health.last?.ruleSets);
    const [next, old] = [`${service.rules}.next`, `${service.rules}.old`];
    await cp(service.rules, next, { recursive: true });
    await appendFile(join(next, 'lists/terms/banned-terms.csv'), `chaos phrase ${swaps},chaos,bench,\n`);
    await rename(service.rules, old);
    await rename(next, service.rules);
    await rm(old, { recursive: true });
    for (let waited = 0; JSON.stringify(health.last?.ruleSets) === before; waited += 100) {
      if (waited > WITHIN_MS) throw new Error('the new rules are not in force');
      await pause(100);
    }
  },
};
