import type { Spelling } from './disguise.js';

/** By the rules of the language: Turkish i becomes İ, Greek capitals lose their accents. */
export const letterCase: Spelling = {
  kind: 'spelling',
  name: 'case',
  family: 'case',
  write(text, { language }, random) {
    const upper = (part: string) => part.toLocaleUpperCase(language);
    const lower = (part: string) => part.toLocaleLowerCase(language);
    const ways = [
      upper(text),
      [...text].map((sign, at) => (at % 2 === 0 ? lower(sign) : upper(sign))).join(''),
      text.replaceAll(/(?<!\p{L}\p{M}*)\p{L}/gu, upper),
    ];
    return random.pick(ways.filter((way) => way !== text)) ?? null;
  },
};
