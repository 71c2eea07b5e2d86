import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkRuleSetSource } from '../../../src/moderation/engine/check-rule-set-source.js';
import type { RuleSetSource, SourceProblem } from '../../../src/moderation/rules/rule-set-source.js';
import { innocentDenialFindings } from '../../../src/policy/lint/innocent-denial-findings.js';
import { sourceOfFiles } from '../../../src/policy/rule-files/source-of-files.js';
import { runSync } from '../../../src/runtime/cooperative-task.js';

const startingRules = join(import.meta.dirname, '..', '..', '..', 'rules');
const cases = join(import.meta.dirname, 'cases');

/** The starting rules and two lists of terms that the cases name. */
async function startingFiles(): Promise<Map<string, string>> {
  const entries = await readdir(startingRules, { recursive: true, withFileTypes: true });
  const files = new Map([
    ['lists/terms/rude-terms.csv', 'value\ndick\n'],
    ['lists/terms/allowed-phrases.csv', 'value\nMoby Dick\n'],
  ]);
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    files.set(relative(startingRules, path), await readFile(path, 'utf8'));
  }
  return files;
}

function sourceWith(
  files: ReadonlyMap<string, string>,
  more: Readonly<Record<string, string>>,
): RuleSetSource {
  const read = sourceOfFiles(new Map([...files, ...Object.entries(more)]));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.source;
}

/** Everything that a check says, a line each, beginning with its weight. */
function linesOf(source: RuleSetSource): readonly string[] {
  const checked = checkRuleSetSource(source);
  if ('problems' in checked) return [...checked.problems, ...checked.warnings].map(lineOf);
  return [...checked.findings, ...runSync(innocentDenialFindings(checked.ruleSet))].map(lineOf);
}

function lineOf({ file, at, message, hint, weight }: SourceProblem): string {
  return `${weight ?? 'refused'} ${file} ${at}: ${message}${hint === undefined ? '' : ` (${hint})`}`;
}

describe('a rule as somebody wrote it', () => {
  let files: Map<string, string>;

  beforeAll(async () => {
    files = await startingFiles();
  });

  const remark = '/conditions/all/0/value:';

  it.each<[string, readonly unknown[]]>([
    [
      'misspelt-platform',
      [
        `tightened ${remark} "platform" is never "Android": it is a text in lower case (did you mean "android"?)`,
        'tightened /examples/0/given/0/value: "platform" is never "Android" (it is a text in lower case)',
      ],
    ],
    [
      'regex-trailing-bar',
      [
        `tightened ${remark} the pattern "casino|poker|" is found in every text, since it matches the empty one (remove the part that may be empty: a "|" at an end, "?" or "*" around all of it)`,
      ],
    ],
    [
      'regex-emptymatch',
      [
        `tightened ${remark} the pattern "(?:casino)?" is found in every text, since it matches the empty one (remove the part that may be empty: a "|" at an end, "?" or "*" around all of it)`,
      ],
    ],
    [
      'contains-nothing',
      [`tightened ${remark} every text has the empty text in it (write the characters that are looked for)`],
    ],
    ['unknown-script', [`tightened ${remark} "remarkScripts" is never "Chinese" (write Han)`]],
    [
      'unreachable-length',
      [
        `tightened ${remark} this never holds: "remarkLength" is a whole number from 0 to 128 (mend the value, or leave the condition out)`,
      ],
    ],
    [
      'negative-rate',
      [
        `tightened ${remark} this always holds unless it is null: "rate" is a whole number, 0 or more (to ask whether there is one, compare with null: "operator": "notEqual", "value": null)`,
      ],
    ],
    [
      'endless-reputation',
      [
        `tightened ${remark} this always holds: "reputation" is a whole number from 0 to 100 (mend the value, or leave the condition out)`,
      ],
    ],
    [
      'misspelt-term',
      [`warning ${remark} "cassino" is no term of the list (write it as the list spells it)`],
    ],
    [
      'operator-sign',
      ['refused /conditions/all/0/operator: no operator is called ">" (write "greaterThan")'],
    ],
    [
      'condition-object',
      ['refused /conditions/all/0/condition: no shared condition is called {"toString":1}'],
    ],
    [
      'unknown-code',
      [
        'refused /event/params/resultCode: the registry has no result code 38500 (take one of result-codes.json, or add the next free one, 38027, with its meaning and its texts)',
      ],
    ],
    [
      'word-boundary-unicode',
      [
        String.raw`refused /examples/0: the example "x" expects flag, and the rule says allow (mend the rule or the example: remark matches "(?i)\\bказино\\b" is no: it is "лучшее казино тут")`,
        String.raw`warning /conditions/all/0/value: \b knows ASCII letters only, and the pattern has others (write [\p{L}\p{N}_] for \w, (?:^|[^\p{L}\p{N}_]) for \b; or keep the words in a list of terms)`,
      ],
    ],
    [
      'denies-letters',
      [
        'warning /event/params/resultCode: 38013 is the code of the rule "banned-remark-terms" too (banned-remark-terms.json) (give each rule a code of its own, so that a code says which rule stopped an answer)',
        expect.stringMatching(
          /^warning \/conditions: the live rule denies \d+ % of innocent remarks, such as ".+" \(try it in shadow first, or narrow its conditions\)$/u,
        ),
      ],
    ],
    [
      'w01-new-account-link',
      [
        'refused /conditions/all/0/fact: no fact is called "accountAgeMs" (packets do not tell the age of an account)',
      ],
    ],
    [
      'w02-same-remark-many-accounts',
      [
        'refused /conditions/all/0/params/by/0: "fromAccount", "requesterAccount", "toAccount", "clientAddress" or "app" is wanted, and this is "remark"',
      ],
    ],
    [
      'w05-mostly-caps',
      [
        'refused /conditions/all/0/fact: no fact is called "remarkUpperShare" (use matches with a pattern: ^[^a-z]*[A-Z][^a-z]*$ finds texts in capitals)',
      ],
    ],
    [
      'w06-allow-phrase',
      [
        'refused /examples/2: the example "both: the rude one must still be found" expects deny, and the rule says allow (mend the rule or the example: remarkTerms {"list":"allowed-phrases"} $.length greaterThan 0 is yes: it is ["Moby Dick"])',
        'warning /event/params/resultCode: 38013 is the code of the rule "banned-remark-terms" too (banned-remark-terms.json) (give each rule a code of its own, so that a code says which rule stopped an answer)',
      ],
    ],
    [
      'w08-ratio',
      [
        'refused /conditions/all/0/value: "rate" cannot be compared with another fact (compare it with a number: its reading stops at the largest one)',
      ],
    ],
    [
      'w09-night',
      ['refused /conditions/all/0/fact: no fact is called "hourOfDay" (no fact tells the time of day)'],
    ],
    [
      'w12-domain-list',
      [
        'refused /conditions/all/0/operator: no operator is called "inDomainList" (use the fact inList for accounts and addresses, remarkTerms for terms; or list the values with someValue:)',
      ],
    ],
    [
      'w20-score',
      [
        'refused /conditions/all/0/sum: a condition has nothing that is called "sum" (conditions have no arithmetic: compare each value)',
        'refused /conditions/all/0: the condition has no "fact"',
      ],
    ],
  ])('%s', async (name, lines) => {
    const text = await readFile(join(cases, `${name}.json`), 'utf8');
    const own = linesOf(sourceWith(files, { [`${name}.json`]: text })).filter((line) =>
      line.includes(`${name}.json`),
    );
    expect(own.map((line) => line.replace(`${name}.json `, ''))).toEqual(lines);
  });

  it('is warned of another rule that does the same', () => {
    const twin = (files.get('accept-burst.json') ?? '').replace('"accept-burst"', '"burst-again"');
    expect(linesOf(sourceWith(files, { 'burst-again.json': twin }))).toContainEqual(
      'warning burst-again.json : its conditions and its outcome are those of the rule "accept-burst" too (accept-burst.json) (keep one of them)',
    );
  });

  it('is warned once of a code that many rules have', () => {
    const twins = Array.from({ length: 8 }, (_, at) => {
      const rule = (files.get('accept-burst.json') ?? '').replace('"accept-burst"', `"burst-${at}"`);
      return [`burst-${at}.json`, rule.replace('"value": 20', `"value": ${at + 30}`)] as const;
    });
    const lines = linesOf(sourceWith(files, Object.fromEntries(twins)));
    expect(lines.filter((line) => line.includes('is the code of'))).toEqual([
      'warning burst-7.json /event/params/resultCode: 38010 is the code of 8 other rules too: accept-burst, burst-0, burst-1, burst-2, burst-3, … (give each rule a code of its own, so that a code says which rule stopped an answer)',
    ]);
  });

  it('has the starting rules say nothing', () => {
    expect(linesOf(sourceWith(files, {}))).toEqual([]);
  });
});
