import { scriptNames } from '../../text/scripts.js';
import { defineTextFacts } from './text-facts.js';

export const textScripts = defineTextFacts({
  suffix: 'Scripts',
  type: 'texts',
  label: 'scripts used in the {text}',
  help: 'The Unicode scripts that letters of the {text} belong to, by English name: Latin, Han, Hangul, Cyrillic, … Digits, punctuation and emoji belong to none.',
  suggestions: scriptNames,
  read: (text) => text.scripts,
});
