import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Command, Option } from 'commander';
import { checkRuleSetSource } from '../moderation/engine/check-rule-set-source.js';
import { type List, type ListSource } from '../moderation/lists/list.js';
import { termWarnings, warningText } from '../moderation/lists/term-warnings.js';
import { compileList } from '../moderation/lists/compile-list.js';
import { runSync } from '../runtime/cooperative-task.js';
import { innocentRemarks } from '../policy/lint/innocent-remarks.js';
import { parsingListFile } from '../policy/lists/list-file.js';
import { RuleFolder } from '../persistence/rule-folder/rule-folder.js';
import { sourceOfFiles } from '../policy/rule-files/source-of-files.js';
import { formatTermMatch, formatNoMatch } from './format-term-matches.js';
import { reportProblems } from './report-problems.js';
import { listKinds, type ListKind } from '../moderation/model/list-lookup.js';

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

async function testText(
  text: string,
  { rules, list }: { readonly rules: string; readonly list?: string },
): Promise<void> {
  const read = sourceOfFiles(await new RuleFolder(rules).read());
  const checkedRules = 'problems' in read ? read : checkRuleSetSource(read.source);
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

async function checkList(file: string, { kind }: { readonly kind?: ListKind }): Promise<void> {
  const folder = basename(dirname(file));
  const taken = kind ?? listKinds.find((known) => known === folder) ?? 'terms';
  const parsed = runSync(parsingListFile(await readFile(file, 'utf8'), basename(file, '.csv'), taken));
  if ('problems' in parsed) {
    reportProblems({ problems: parsed.problems.map((problem) => ({ file, ...problem })) });
    return;
  }
  const list = compileList(parsed.list);
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
