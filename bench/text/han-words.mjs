/**
 * Writes `src/moderation/text/terms/comparison/han-words.json`: the words of two characters in jieba's dictionary (MIT licence), which are used
 * to tell whether a Chinese term lies across two words.
 *
 *   npm pack nodejieba && tar xzf nodejieba-*.tgz
 *   node bench/text/han-words.mjs package/submodules/cppjieba/dict/jieba.dict.utf8
 */
import { readFile, writeFile } from 'node:fs/promises';

/** Rarer words are mostly names and mistakes. */
const MIN_FREQUENCY = 5;

const [, , dictionary] = process.argv;
const seconds = new Map();
for (const line of (await readFile(dictionary, 'utf8')).trim().split('\n')) {
  const [word, frequency] = line.split(' ');
  if (!/^[\u3400-\u9fff]{2}$/u.test(word) || Number(frequency) < MIN_FREQUENCY) continue;
  const [first, second] = word;
  seconds.set(first, (seconds.get(first) ?? new Set()).add(second));
}
const byCodePoint = (a, b) => a.codePointAt(0) - b.codePointAt(0);
const words = [...seconds]
  .toSorted(([a], [b]) => byCodePoint(a, b))
  .map(([first, all]) => [first, [...all].toSorted(byCodePoint).join('')]);
const file = new URL('../../src/moderation/text/terms/comparison/han-words.json', import.meta.url);
await writeFile(file, `${JSON.stringify(Object.fromEntries(words), null, 2)}\n`);
