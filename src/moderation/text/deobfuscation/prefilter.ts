import { domainEnds } from './dots.js';
import { chineseNumerals, koreanNumerals } from './numerals.js';
import { plainRanges } from './plain-ranges.js';

const { accented, cyrillic, southern, eastern, emoji } = plainRanges;
/** Only letters of scripts other than Latin, or only Latin letters, with punctuation between words and sentences. */
const otherLetters = new RegExp(`^[\\s,!?'"~${cyrillic}${southern}${eastern}${emoji}]*$`, 'u');
const latinLetters = new RegExp(`^[a-zA-Z\\s,!?'"~¡${accented}${emoji}-]*$`, 'u');

const numerals = `[${chineseNumerals}${koreanNumerals}]`;
const number = new RegExp(`${numerals}(?:[^\\p{L}]{0,3}${numerals}){6}`, 'u');
const endOrHandle = new RegExp(`(?<![a-z])(?:${domainEnds}|id)(?![a-z])|[vw][^\\p{L}]{0,3}x`, 'iu');

/**
 * Whether a text certainly holds no link and no contact; it is cheap, and true for most texts. A handle needs Latin letters or digits after a
 * name, a domain needs a dot or a known ending, a number needs digits or a row of numerals.
 */
export function prefilterExcludes(text: string): boolean {
  if (otherLetters.test(text)) return !number.test(text);
  return latinLetters.test(text) && !endOrHandle.test(text);
}
