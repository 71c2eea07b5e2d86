/**
 * The other packages, each in its best configuration. `finds` says whether a text contains one term, `hits` which of all terms it contains.
 *
 * @typedef {{ readonly text: string, readonly script: string }} Term
 * @typedef {{ readonly name: string, finds(text: string, term: string): boolean, hits(text: string): readonly string[] }} Contender
 */
import { Filter } from 'bad-words';
import decancer from 'decancer';
import { DataSet, englishRecommendedTransformers, parseRawPattern, RegExpMatcher } from 'obscenity';

/** Scripts that put no space between words, or glue particles to them: to hold out for whole words would find nothing. */
const unspaced = new Set(['Han', 'Kana', 'Hangul', 'Thai']);

/**
 * obscenity, with its recommended transformers. They rewrite the text alone, so that a term with doubled or accented letters would
 * never be found: terms are rewritten by them beforehand.
 *
 * @param {readonly Term[]} terms
 * @returns {Contender}
 */
export function obscenity(terms) {
  const dataset = new DataSet();
  for (const { text, script } of terms) {
    const literal = rewritten(text).replaceAll(/[[\]?|\\]/gu, String.raw`\$&`);
    const pattern = parseRawPattern(unspaced.has(script) ? literal : `|${literal}|`);
    dataset.addPhrase((phrase) => phrase.setMetadata({ originalWord: text }).addPattern(pattern));
  }
  const matcher = new RegExpMatcher({ ...dataset.build(), ...englishRecommendedTransformers });
  const hits = (text) =>
    matcher
      .getAllMatches(text)
      .map((match) => dataset.getPayloadWithPhraseMetadata(match).phraseMetadata.originalWord);
  return { name: 'obscenity', hits, finds: (text, term) => hits(text).includes(term) };
}

function rewritten(term) {
  const { blacklistMatcherTransformers } = englishRecommendedTransformers;
  const steps = blacklistMatcherTransformers.map((step) => ('factory' in step ? step.factory() : step));
  const through = (sign) =>
    steps.reduce((now, step) => (now === undefined ? now : step.transform(now)), sign.codePointAt(0));
  return [...term]
    .map(through)
    .flatMap((sign) => (sign === undefined ? [] : [String.fromCodePoint(sign)]))
    .join('');
}

/**
 * decancer: the term somewhere in the cured text, by its own comparison or, cured as well, as a part of it.
 *
 * @param {readonly Term[]} terms
 * @returns {Contender}
 */
export function decancerAndSubstring(terms) {
  const cured = new Map(terms.map(({ text }) => [text, String(decancer(text))]));
  const holds = (text, term) => text.contains(term) || String(text).includes(cured.get(term));
  return {
    name: 'decancer',
    finds: (text, term) => holds(decancer(text), term),
    hits(text) {
      const once = decancer(text);
      return [...cured.keys()].filter((term) => holds(once, term));
    },
  };
}

/**
 * bad-words, without its own list.
 *
 * @param {readonly Term[]} terms
 * @returns {Contender}
 */
export function badWords(terms) {
  const filters = new Map(
    terms.map(({ text }) => {
      const filter = new Filter({ emptyList: true });
      filter.addWords(text);
      return [text, filter];
    }),
  );
  return {
    name: 'bad-words',
    finds: (text, term) => filters.get(term).isProfane(text),
    hits: (text) => [...filters].filter(([, filter]) => filter.isProfane(text)).map(([term]) => term),
  };
}
