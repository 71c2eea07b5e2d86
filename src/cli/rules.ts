import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { catalogue } from '../moderation/facts/catalogue.js';
import { decoratorCatalogue, operatorCatalogue } from '../moderation/conditions/operators.js';
import { operatorNames } from '../moderation/conditions/condition-schema.js';
import { ruleJsonSchema } from '../moderation/rules/rule.js';
import { conditionName, SCHEMA_FILE } from '../moderation/rules/rule-set-source.js';
import { readRuleFolder } from '../persistence/rule-folder/read-rule-folder.js';
import { runSync } from '../runtime/cooperative-task.js';
import { warningsOfLists } from '../policy/lists/list-warnings.js';
import { nextResultCode } from '../policy/rule-files/next-result-code.js';
import { factReferencePage } from '../policy/reference/fact-reference.js';
import { innocentDenialFindings } from '../policy/lint/innocent-denial-findings.js';
import { checkRulesFolder } from './check-folder.js';
import { reportProblems, reportWarnings } from './report-problems.js';

/** `friendgate rules …`: what staff and CI do with a rules folder, without a running service. */
export function rulesCommand(): Command {
  const rules = new Command('rules').description('check, test and describe a rules folder');
  rules
    .command('check')
    .description('check every rule, list and example; exit code 1 when anything is wrong')
    .argument('[folder]', 'the rules folder', './rules')
    .action(checkFolder);
  rules
    .command('test')
    .description("run every rule's examples; exit code 1 when one fails")
    .argument('[folder]', 'the rules folder', './rules')
    .action(testExamples);
  rules
    .command('next-code')
    .description('print the lowest result code that no rule has had yet')
    .argument('[folder]', 'the rules folder', './rules')
    .action((folder: string) => {
      const next = nextResultCode(readRuleFolder(folder).files);
      if (reportProblems(typeof next === 'number' ? {} : next)) return;
      console.log(next);
    });
  rules
    .command('schema')
    .description(`write ${SCHEMA_FILE}, by which an editor completes and checks rule files`)
    .argument('[folder]', 'the rules folder', './rules')
    .option('--check', 'write nothing; exit code 1 when the file is out of date')
    .action(async (folder: string, { check }: { check?: true }) => {
      await generate(join(folder, SCHEMA_FILE), await schemaOf(folder), check === true, 'schema');
    });
  rules
    .command('facts')
    .description(`write the reference page of facts and operators`)
    .argument('[file]', 'the page', './docs/rules/facts.md')
    .option('--check', 'write nothing; exit code 1 when the page is out of date')
    .action((file: string, { check }: { check?: true }) =>
      generate(file, factsPage(), check === true, 'facts'),
    );
  return rules;
}

function checkFolder(folder: string): void {
  const checked = checkRulesFolder(folder);
  if (reportProblems(checked)) return;
  const { ruleSet, findings } = checked;
  reportWarnings(findings);
  reportWarnings(runSync(innocentDenialFindings(ruleSet)));
  for (const [list, warnings] of runSync(warningsOfLists(ruleSet))) {
    for (const warning of warnings) console.log(`Warning: ${list}: ${warning}`);
  }
  console.log(`Sound: ${ruleSet.rules.length} rules, ${ruleSet.lists.size} lists, hash ${ruleSet.hash}`);
}

function testExamples(folder: string): void {
  const checked = checkRulesFolder(folder);
  if (reportProblems(checked)) return;
  for (const { rule, results } of checked.exampleRuns) {
    console.log(rule.name);
    for (const result of results) console.log(`  ✓ ${result.it}`);
  }
  const total = checked.exampleRuns.reduce((sum, { results }) => sum + results.length, 0);
  console.log(`${total} examples of ${checked.exampleRuns.length} rules came out as expected`);
}

function factsPage(): string {
  return factReferencePage({
    facts: catalogue,
    operators: operatorCatalogue,
    decorators: decoratorCatalogue,
  });
}

async function schemaOf(folder: string): Promise<string> {
  const files = [...readRuleFolder(folder).files.keys()];
  const shared = files.map(conditionName).filter((name) => name !== null);
  const schema = ruleJsonSchema({ facts: [...catalogue.keys()], operators: operatorNames, shared });
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** Writes a file that is made from code, or has the process end with 1 when it is not what would be written. */
async function generate(path: string, text: string, checkOnly: boolean, command: string): Promise<void> {
  if (!checkOnly) {
    await writeFile(path, text);
    return;
  }
  if ((await readFile(path, 'utf8').catch(() => null)) === text) return;
  console.error(`${path} is out of date: run "npm run friendgate -- rules ${command}"`);
  process.exitCode = 1;
}
