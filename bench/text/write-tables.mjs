/**
 * Writes the tables of `docs/text-matching/appendix.md`: what friendgate finds in the corpus of disguised remarks and what it has against
 * innocent ones, beside obscenity, decancer and bad-words with the same terms.
 *
 *   npm ci --prefix bench && node bench/text/write-tables.mjs
 *
 * They stand between `<!-- tables -->` and `<!-- /tables -->`. With `--print` they go to the terminal, and the page stays.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { corpus } from './corpus.mjs';
import { badWords, decancerAndSubstring, obscenity } from './peers.mjs';
import { byDisguise, byDisguiseAndScript, falsePositives, seenThrough } from './tables.mjs';

const page = fileURLToPath(new URL('../../docs/text-matching/appendix.md', import.meta.url));
const marked = /(?<=<!-- tables -->\n).*(?=<!-- \/tables -->)/su;

/** friendgate, all lists that a rules folder could have at once. */
function friendgate(lists) {
  const hits = (text) => lists.flatMap((list) => list.termsIn(text, 0));
  return { name: 'friendgate', hits, finds: (text, term) => hits(text).includes(term) };
}

async function tables() {
  const { disguises, double, innocent, looseList, scripts, shipped, single, terms } = await corpus();
  const own = friendgate([looseList(terms.map(({ text }) => text)), ...shipped]);
  const contenders = [own, obscenity(terms), decancerAndSubstring(terms), badWords(terms)];
  const alone = seenThrough(single, contenders);
  const paired = seenThrough(double, contenders);
  const inScript = (seen, script) => seen.filter(({ term }) => term.script === script);
  return [
    '### Recall by disguise',
    byDisguise(alone, paired, contenders, disguises),
    '### Recall by disguise, Latin terms only',
    byDisguise(inScript(alone, 'Latin'), inScript(paired, 'Latin'), contenders, disguises),
    ...contenders.flatMap((contender) => [
      `### Recall by disguise and script: ${contender.name}`,
      byDisguiseAndScript([...alone, ...paired], contender, disguises, scripts),
    ]),
    '### False positives by language',
    falsePositives(innocent, contenders),
  ].join('\n\n');
}

const made = await tables();
if (process.argv.includes('--print')) {
  console.log(made);
} else {
  const text = await readFile(page, 'utf8');
  if (!marked.test(text)) throw new Error('docs/text-matching/appendix.md has no place for the tables');
  const whole = text.replace(marked, () => `\n${made}\n\n`);
  await writeFile(page, await format(whole, { ...(await resolveConfig(page)), filepath: page }));
}
