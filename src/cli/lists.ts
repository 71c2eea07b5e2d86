import { basename, dirname } from 'node:path';
import { Command, Option } from 'commander';
import { type List, type ListSource } from '../moderation/lists/list.js';
import { listKinds, type ListKind } from '../moderation/model/list-lookup.js';
import { refusesNew } from '../moderation/model/problem.js';
import { termWarnings, warningText } from '../moderation/lists/term-warnings.js';
import { compileList } from '../moderation/lists/compile-list.js';
import { runSync } from '../runtime/cooperative-task.js';
import { innocentRemarks } from '../policy/lint/innocent-remarks.js';
import { parsingListFile } from '../policy/lists/file/list-file.js';
import { readFileContent } from '../persistence/rule-folder/read-file.js';
import { locateProblems } from '../policy/rule-files/locate-problems.js';
import { formatTermMatch, formatNoMatch } from './format-term-matches.js';
import { checkRulesFolder } from './check-folder.js';
import { problemLine, reportProblems } from './report-problems.js';

/** `friendgate lists …`: what a list finds in a text, and what it may hit by mistake, without a running service. */
export function listsCommand(): Command {
  const lists = new Command('lists').description(
    'try lists on texts, and check a list before it is put in place',
  );
  lists
    .command('test')
    .description('print every term that is found in a text, where, in which form, and what was read as what')
    .argument('<text>', 'the text of a remark or a tag')
    .option('--rules <folder>', 'the rules folder', './rules')
    .option('--list <name>', 'look into this list only')
    .action(testText);
  lists
    .command('check')
    .description(
      'check the file of a list, and warn of terms that innocent remarks hold; exit code 1 when it is unsound',
    )
    .argument('<file>', 'a CSV file, or one value a line')
    .addOption(
      new Option('--kind <kind>', "what the list holds (default: the name of the file's folder)").choices(
        listKinds,
      ),
    )
    .action(checkList);
  return lists;
}

function testText(text: string, { rules, list }: { readonly rules: string; readonly list?: string }): void {
  const checkedRules = checkRulesFolder(rules);
  if (reportProblems(checkedRules)) return;
  const asked = [...checkedRules.ruleSet.lists.values()].filter(({ kind }) => kind === 'terms');
  const chosen = asked.filter(({ name }) => list === undefined || name === list);
  if (chosen.length === 0) {
    const names = asked.map(({ name }) => name).join(', ');
    console.error(`no list of terms is called "${list ?? ''}"; there are: ${names}`);
    process.exitCode = 1;
    return;
  }
  const now = Date.now();
  const found = chosen.flatMap((each) =>
    each.findsIn(text, now).map((find) => formatTermMatch(each.name, text, find)),
  );
  const names = chosen.map(({ name }) => name);
  console.log(found.length === 0 ? formatNoMatch(names, text) : found.join('\n'));
}

function checkList(file: string, { kind }: { readonly kind?: ListKind }): void {
  const folder = basename(dirname(file));
  const taken = kind ?? listKinds.find((known) => known === folder) ?? 'terms';
  const { text, problem } = readFileContent(file);
  const parsed = runSync(parsingListFile(text, basename(file, '.csv'), taken));
  const found = 'problems' in parsed ? parsed.problems : (parsed.findings ?? []);
  const findings = [...(problem === null ? [] : [problem]), ...found].map((each) => ({ file, ...each }));
  const problems = locateProblems(findings.filter(refusesNew), new Map());
  if (problems.length > 0 || !('list' in parsed)) {
    reportProblems({ problems });
    return;
  }
  const list = compileList(parsed.list);
  for (const warning of locateProblems(findings, new Map())) console.log(`Warning: ${problemLine(warning)}`);
  console.log(`Sound: ${list.size.toLocaleString('en')} ${list.kind}`);
  if (list.kind === 'terms') printWarnings(parsed.list, list);
}

function printWarnings(source: ListSource, list: List): void {
  const warnings = runSync(termWarnings(source, list, innocentRemarks));
  for (const warning of warnings) console.log(`Warning: ${warningText(warning)}`);
  const terms = new Set(warnings.map(({ term }) => term)).size;
  if (terms === 0) return;
  console.log(`${terms} of ${list.size} terms: give them a stricter form, or leave them out`);
}
