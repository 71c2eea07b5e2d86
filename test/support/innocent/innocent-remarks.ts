import { carried, carriers } from '../disguises/carriers.js';
import { everydayAfrica } from './everyday-africa.js';
import { everydayAsia } from './everyday-asia.js';
import { everydayEurope } from './everyday-europe.js';
import type { InnocentRemark } from './innocent-remark.js';
import { madeRemarks } from './made-remarks.js';
import { traps } from './traps.js';
import { trapsOfNoLanguage } from './traps-of-no-language.js';

/** All innocent remarks, each once: ordinary remarks, remarks that resemble a banned term, names and places. */
export function innocentRemarks(): readonly InnocentRemark[] {
  const byLanguage = [everydayEurope, everydayAsia, everydayAfrica, traps, trapsOfNoLanguage];
  const written = byLanguage.flatMap((remarks) =>
    Object.entries(remarks).flatMap(([language, texts]) => texts.map((text) => ({ text, language }))),
  );
  const surroundings = Object.entries(carriers).flatMap(([language, pairs]) =>
    pairs.map((place) => ({ text: carried(language, place, ''), language })),
  );
  const all = [...written, ...surroundings, ...madeRemarks()].map(({ text, language }) => ({
    text,
    language: language.replace(/-.*/u, ''),
  }));
  return [...new Map(all.map((remark) => [remark.text, remark])).values()];
}
