import { describe, expect, it } from '@jest/globals';
import { ProblemCollector } from '../../model/problem-collector.js';
import { checkPattern } from './check-pattern.js';

function problemsOf(pattern: string) {
  const found = new ProblemCollector();
  checkPattern(pattern, '/value', found);
  return found.problems.map(({ weight, message }) => `${weight ?? 'refused'}: ${message}`);
}

describe('a pattern', () => {
  it.each(['casino|poker|', '|casino', '(?:casino)?', 'x*', '(casino|)', '', '(?i)(?:spam)*', '\\d*'])(
    'that is found in every text is told: %s',
    (pattern) => {
      expect(problemsOf(pattern)).toEqual([
        `tightened: the pattern ${JSON.stringify(pattern)} is found in every text, since it matches the empty one`,
      ]);
    },
  );

  it.each(['^$', '^\\s*$', '^(?:casino)?$', '^x*$'])(
    'that matches the empty text among others is a warning: %s',
    (pattern) => {
      expect(problemsOf(pattern)).toEqual([
        `warning: the pattern ${JSON.stringify(pattern)} matches the empty text too`,
      ]);
    },
  );

  it.each([
    ['\\bказино\\b', '\\b'],
    ['(?i)\\w+ бонус', '\\w'],
    ['카지노\\B', '\\B'],
    ['[[:alpha:]]+赌', '[:alpha:]'],
    ['\\\\\\bзов', '\\b'],
  ])('that uses a class of ASCII with other letters is a warning: %s', (pattern, used) => {
    expect(problemsOf(pattern)).toEqual([
      `warning: ${used} knows ASCII letters only, and the pattern has others`,
    ]);
  });

  it.each([
    ['(?i)straße', 'ß'],
    ['(?is)kadın', 'ı'],
  ])('that ignores the case of a letter without one is a warning: %s', (pattern, letter) => {
    expect(problemsOf(pattern)).toEqual([
      `warning: (?i) compares letter by letter, and "${letter}" has no single other case`,
    ]);
  });

  it.each(['casino', '\\bcasino\\b', '(?i)казино', '^加?微信', '[0-9]{5,}', '\\\\bказ', 'straße', '.', '.+'])(
    'of which nothing is to be said: %s',
    (pattern) => expect(problemsOf(pattern)).toEqual([]),
  );

  it.each(['(', '(?=x)', '(?:[a-z]{1,30}){1,30}\\d', 'x'.repeat(1_001)])(
    'that cannot be used is refused: %#',
    (pattern) => {
      expect(problemsOf(pattern)).toEqual([
        expect.stringMatching(/^refused: the pattern (?:is not one|costs too much|is 1001)/u),
      ]);
    },
  );
});
