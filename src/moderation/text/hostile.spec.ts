import { performance } from 'node:perf_hooks';
import { describe, expect, it } from '@jest/globals';
import { CLIP_UNITS, clip } from './clip.js';
import { contactsIn } from './contacts.js';
import { COMPOSED_UNITS, compose, foldComposed } from './fold.js';
import { waysIn } from './links.js';
import { Text, textOf } from './text.js';

const seeds = [
  'a',
  '1',
  '.',
  '/',
  '@',
  '-',
  '_',
  '(',
  '[',
  '{',
  '"',
  "'",
  ' ',
  '+',
  '0 ',
  '1-',
  '1()',
  'a.',
  'a@',
  'a@a.',
  'a-',
  'a/(',
  'a.co/[',
  'http://',
  'http:',
  '//',
  '//a',
  'www.',
  '微信',
  '微信:',
  '加',
  '加v',
  '加v ',
  'qq',
  'qq ',
  'qq:',
  'line ',
  'id',
  'wa.',
  't.me/',
  't.m',
  'é',
  'e\u0301',
  '\u0301',
  'ﷺ',
  '한',
  '😀',
  '\ud83d',
  'xn--',
  'a.com/((',
  'a.com?!',
  'a.com/{[(',
  '::',
  '[::',
  'http://[1:',
  '1.',
  '192.',
  'a_',
  '_.-',
  '!!',
  '--',
  '\u0390',
  '㏂',
];

/** Milliseconds of the fastest of several runs. */
function cost(run: () => void): number {
  let least = Infinity;
  for (let round = 0; round < 7; round += 1) {
    const start = performance.now();
    for (let times = 0; times < 3; times += 1) run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** How many times more the work costs on a text that is eight times as long. */
function growth(work: (text: string) => unknown, seed: string): number {
  const short = clip(seed.repeat(64), 64);
  const long = clip(seed.repeat(COMPOSED_UNITS), COMPOSED_UNITS);
  work(long);
  const floor = 0.02;
  return (
    cost(() => work(long)) /
    Math.max(
      floor,
      cost(() => work(short)),
    )
  );
}

describe('hostile texts', () => {
  it.each([
    ['folding', foldComposed],
    ['finding links', waysIn],
    ['finding contacts', contactsIn],
  ])('%s costs at most the square of the length, on any text of one repeated part', (_, work) => {
    // Eight times as long: 64 is the square; a blow-up would be thousands.
    const worst = seeds
      .map((seed) => ({ seed, growth: growth(work, seed) }))
      .toSorted((a, b) => b.growth - a.growth)[0];
    expect(worst?.growth).toBeLessThan(200);
  });

  it('looks no further than the clip, however long a text is', () => {
    for (const seed of seeds) {
      const whole = seed.repeat(Math.ceil(800_000 / seed.length));
      expect(textOf(whole)).toBe(textOf(whole.slice(0, CLIP_UNITS + 1)));
      expect(compose(whole).length).toBeLessThanOrEqual(COMPOSED_UNITS);
      expect(new Text(clip(whole)).length).toBeLessThanOrEqual(CLIP_UNITS);
    }
  });
});
