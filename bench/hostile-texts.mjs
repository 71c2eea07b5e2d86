/**
 * How the cost of reading a text grows with its length, on texts of one repeated part that are hard on matchers: linear work
 * costs 8 times as much on a text that is 8 times as long, quadratic work 64 times; a blow-up would be thousands.
 *
 *   npm run -s build && node bench/hostile-texts.mjs
 */
import { readFileSync } from 'node:fs';
import { clip } from '../dist/src/moderation/text/clip.js';
import { contactsIn } from '../dist/src/moderation/text/contacts/contacts.js';
import { COMPOSED_UNITS } from '../dist/src/moderation/text/compose.js';
import { normalizedTextsOf } from '../dist/src/moderation/text/terms/normalized-text.js';
import { linksAndMailsIn } from '../dist/src/moderation/text/contacts/links.js';

const parts = JSON.parse(readFileSync(new URL('hostile-texts.json', import.meta.url), 'utf8'));
/** Below this, in milliseconds, the clock says nothing. */
const FLOOR = 0.02;

function cost(run) {
  let least = Infinity;
  for (let round = 0; round < 7; round += 1) {
    const start = performance.now();
    for (let times = 0; times < 3; times += 1) run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

function growth(work, part) {
  const short = clip(part.repeat(COMPOSED_UNITS), COMPOSED_UNITS / 8);
  const long = clip(part.repeat(COMPOSED_UNITS), COMPOSED_UNITS);
  work(long);
  const milliseconds = cost(() => work(long));
  return {
    part,
    milliseconds,
    growth:
      milliseconds /
      Math.max(
        FLOOR,
        cost(() => work(short)),
      ),
  };
}

const works = {
  reading: normalizedTextsOf,
  'finding links': linksAndMailsIn,
  'finding contacts': contactsIn,
};
for (const [name, work] of Object.entries(works)) {
  const worst = parts.map((part) => growth(work, part)).toSorted((a, b) => b.growth - a.growth)[0];
  console.log(
    `${name}: at worst ${worst.growth.toFixed(0)} times for 8 times the length, ` +
      `${(worst.milliseconds / 3).toFixed(3)} ms, on ${JSON.stringify(worst.part)}`,
  );
}
