import { trait, type Glyph } from './decode-character.js';
import { gap } from './glyph-text.js';

/** Articles that are attached to a word, alone or with a preposition or conjunction. */
const articles = new Set(['ال', 'وال', 'بال', 'فال', 'كال', 'لل', 'ولل', 'ה', 'וה']);
const LONGEST = 3;

/** Whether an article is all that precedes the glyph at `at` within its word. */
export function followsArticle(glyphs: readonly Glyph[], gaps: readonly number[], at: number): boolean {
  if (((glyphs[at]?.traits ?? 0) & trait.articled) === 0) return false;
  let article = '';
  for (let place = at; gaps[place] === gap.none && place > 0; place -= 1) {
    if (article.length === LONGEST) return false;
    article = String.fromCodePoint(glyphs[place - 1]?.base ?? 0) + article;
  }
  return articles.has(article);
}
