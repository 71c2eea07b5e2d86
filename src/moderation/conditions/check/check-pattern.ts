import type { ProblemCollector } from '../../model/problem-collector.js';
import { Pattern } from '../pattern.js';

/** Texts that have nothing in common: a pattern that is found in all of them, and in the empty text, is found in every text. */
const PROBES = ['a', 'Z', '7', ' ', '.', '_', 'ö', '한', '中', '\u{1f600}'];

const beyondAscii = /[^\p{ASCII}]/u;
/** `\b`, `\B`, `\w`, `\W` and POSIX classes, but not behind an escaped backslash. */
const asciiClass = /(?<!\\)(?:\\\\)*(\\[bBwW]|\[:(?:word|alpha|alnum|lower|upper):\])/u;
/** Letters whose cases are not one letter each, or not the same in every language. */
const unevenCase = /[ßẞıİŉǰﬀ-ﬆ]/u;
const ignoresCase = /\(\?[a-zA-Z]*i/u;

/** Reports what is wrong with a pattern that a rule compares with. */
export function checkPattern(source: string, at: string, found: ProblemCollector): void {
  const pattern = Pattern.of(source);
  if (typeof pattern === 'string') {
    found.report(at, `the pattern ${pattern}`, PATTERN_HINT);
    return;
  }
  checkEmptyMatch(pattern, source, at, found);
  checkAsciiClasses(source, at, found);
}

const PATTERN_HINT =
  'patterns are RE2: no look-around and no back-references; keep repetitions like {1,30} small';

function checkEmptyMatch(pattern: Pattern, source: string, at: string, found: ProblemCollector): void {
  if (!pattern.isFoundIn('')) return;
  const written = JSON.stringify(source);
  if (PROBES.every((probe) => pattern.isFoundIn(probe))) {
    const hint = 'remove the part that may be empty: a "|" at an end, "?" or "*" around all of it';
    found.reportTightened(
      at,
      `the pattern ${written} is found in every text, since it matches the empty one`,
      hint,
    );
  } else {
    found.warn(at, `the pattern ${written} matches the empty text too`, 'write + for *, or compare with ""');
  }
}

function checkAsciiClasses(source: string, at: string, found: ProblemCollector): void {
  if (!beyondAscii.test(source)) return;
  const used = asciiClass.exec(source)?.[1];
  if (used !== undefined) {
    const message = `${used} knows ASCII letters only, and the pattern has others`;
    const hint = String.raw`write [\p{L}\p{N}_] for \w, (?:^|[^\p{L}\p{N}_]) for \b; or keep the words in a list of terms`;
    found.warn(at, message, hint);
  }
  const letter = ignoresCase.test(source) ? unevenCase.exec(source)?.[0] : undefined;
  if (letter !== undefined) {
    const message = `(?i) compares letter by letter, and "${letter}" has no single other case`;
    found.warn(at, message, 'write each spelling, as in (?:ß|ss)');
  }
}
