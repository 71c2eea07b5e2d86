import { domainEnds } from './dots.js';
import { chineseNumerals, koreanNumerals } from './numerals.js';
import { plainRanges } from './plain-ranges.js';

const { accented, cyrillic, southern, eastern, emoji } = plainRanges;
/** Letters of scripts other than Latin, or of Latin alone, with what parts words and sentences. */
const otherLetters = new RegExp(`^[\\s,!?'"~${cyrillic}${southern}${eastern}${emoji}]*$`, 'u');
const latinLetters = new RegExp(`^[a-zA-Z\\s,!?'"~¡${accented}${emoji}-]*$`, 'u');

const numerals = `[${chineseNumerals}${koreanNumerals}]`;
const number = new RegExp(`${numerals}(?:[^\\p{L}]{0,3}${numerals}){6}`, 'u');
const endOrHandle = new RegExp(`(?<![a-z])(?:${domainEnds}|id)(?![a-z])|[vw][^\\p{L}]{0,3}x`, 'iu');

/**
 * Tells cheaply of most texts without links and contacts that they have none: a handle needs Latin letters or digits after a name,
 * a domain a dot or an end that is known, a number digits or a row of numerals.
 */
export function prefilterExcludes(text: string): boolean {
  if (otherLetters.test(text)) return !number.test(text);
  return latinLetters.test(text) && !endOrHandle.test(text);
}
