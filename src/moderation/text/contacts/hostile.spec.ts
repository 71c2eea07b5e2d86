import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CLIP_UNITS, clip } from '../clip.js';
import { contactsIn } from './contacts.js';
import { COMPOSED_UNITS, compose } from '../compose.js';
import { normalizedTextsOf } from '../terms/normalized-text.js';
import { linksAndMailsIn } from './links.js';
import { Text, textOf } from '../text.js';

/** Parts whose repetition is hard on matchers; `bench/hostile-texts.mjs` measures how the cost grows. */
const parts: readonly string[] = JSON.parse(readFileSync('bench/hostile-texts.json', 'utf8'));

describe('hostile texts', () => {
  it.each([
    ['reading', normalizedTextsOf],
    ['finding links', linksAndMailsIn],
    ['finding contacts', contactsIn],
  ])('%s comes to an end, and to the same one again', (_, work) => {
    for (const part of parts) {
      const text = clip(part.repeat(COMPOSED_UNITS), COMPOSED_UNITS);
      expect(work(text)).toEqual(work(text));
    }
  });

  it('looks no further than the clip, however long a text is', () => {
    for (const part of parts) {
      const whole = part.repeat(Math.ceil(800_000 / part.length));
      expect(textOf(whole)).toBe(textOf(whole.slice(0, CLIP_UNITS + 1)));
      expect(compose(whole).length).toBeLessThanOrEqual(COMPOSED_UNITS);
      expect(new Text(clip(whole)).length).toBeLessThanOrEqual(CLIP_UNITS);
    }
  });
});
