/**
 * Draws the pictures of `docs/text-matching.md`: real finds, with what each character was read as.
 *
 *   npm run -s build && node bench/text/draw-pictures.mjs
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compileList } from '../../dist/src/moderation/lists/compile-list.js';
import { compilingSpellings } from '../../dist/src/moderation/lists/spellings.js';
import { runSync } from '../../dist/src/runtime/cooperative-task.js';
import { pictureOf } from './picture.mjs';

const folder = new URL('../../docs/text-matching/', import.meta.url);

/** By picture: the terms and what is sent. */
const pictures = {
  folded: [
    ['casino', 'best ＣＡＳＩＮＯ'],
    ['casino', 'new 🅲🅰🆂🅸🅽🅾 here'],
    ['casino', 'ca\u200bsi\u00adno'],
    ['网上赌博', '網上賭博'],
    ['カジノ', 'ｶｼﾞﾉ かも'],
  ],
  skeleton: [
    ['casino', 'go сasіno'],
    ['casino', 'c4$1n0!'],
    ['casino', 'c̶a̶s̶i̶n̶o̶'],
    ['카지노', 'ㅋㅏㅈㅣㄴㅗ'],
    ['قمار', 'قُمار'],
  ],
  loose: [
    ['casino', 'c a s i n o now'],
    ['casino', 'c🎰a🎰s🎰i🎰n🎰o'],
    ['casino', 'caaasiiino'],
    ['加微信', '力口薇xin'],
    ['网上赌博', '网.上.堵.博'],
  ],
  nothing: [
    ['penis', 'my pen is blue'],
    ['casino', 'Monte Cassino'],
    ['xop', 'русский хор'],
    ['微信', '很有威信'],
    ['cunt', 'Scunthorpe'],
  ],
};

const spellings = runSync(compilingSpellings([entry('力口', { means: '加' })]));

function entry(value, more) {
  return { value, reason: null, author: null, expiresAt: null, ...more };
}

function find(term, text) {
  const entries = [entry(term, { form: 'loose' })];
  return compileList({ name: 'terms', kind: 'terms', entries }, spellings).findsIn(text, 0)[0] ?? null;
}

await mkdir(folder, { recursive: true });
for (const [name, rows] of Object.entries(pictures)) {
  const found = rows.map(([term, text]) => ({ term, text, find: find(term, text) }));
  for (const each of found) {
    const expected = name === 'nothing' ? null : name;
    if ((each.find?.form ?? null) !== expected) {
      throw new Error(
        `"${each.term}" in "${each.text}" is ${each.find?.form ?? 'not found'}, and not ${name}`,
      );
    }
  }
  await writeFile(fileURLToPath(new URL(`${name}.svg`, folder)), pictureOf(found));
}
