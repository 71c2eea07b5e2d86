import { scriptNames } from '../../text/scripts.js';
import { defineTextFacts } from './text-facts.js';

/** People write the name of a language for its script. */
const languageScripts: ReadonlyMap<string, string> = new Map([
  ['chinese', 'Han'],
  ['hanzi', 'Han'],
  ['kanji', 'Han'],
  ['cjk', 'Han, Hiragana, Katakana or Hangul'],
  ['japanese', 'Hiragana, Katakana or Han'],
  ['korean', 'Hangul'],
  ['russian', 'Cyrillic'],
  ['ukrainian', 'Cyrillic'],
  ['bulgarian', 'Cyrillic'],
  ['english', 'Latin'],
  ['ascii', 'Latin'],
  ['roman', 'Latin'],
  ['vietnamese', 'Latin'],
  ['turkish', 'Latin'],
  ['persian', 'Arabic'],
  ['farsi', 'Arabic'],
  ['urdu', 'Arabic'],
  ['hindi', 'Devanagari'],
  ['marathi', 'Devanagari'],
  ['nepali', 'Devanagari'],
  ['punjabi', 'Gurmukhi'],
  ['burmese', 'Myanmar'],
  ['cambodian', 'Khmer'],
  ['amharic', 'Ethiopic'],
  ['zhuyin', 'Bopomofo'],
]);

export const textScripts = defineTextFacts({
  suffix: 'Scripts',
  type: 'texts',
  label: 'scripts used in the {text}',
  help: 'The Unicode scripts that letters of the {text} belong to, by English name: Latin, Han, Hangul, Cyrillic, … Digits, punctuation and emoji belong to none.',
  values: { kind: 'one-of', values: scriptNames, aliases: languageScripts },
  read: (text) => text.scripts,
});
