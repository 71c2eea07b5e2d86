import { checkRuleSetSource, type CheckResult } from '../moderation/engine/check-rule-set-source.js';
import { readRuleFolder } from '../persistence/rule-folder/read-rule-folder.js';
import { locateProblems } from '../policy/rule-files/locate-problems.js';
import { sourceOfFiles } from '../policy/rule-files/source-of-files.js';

/** Checks a rules folder as a new installation would, with the lines of what is wrong. */
export function checkRulesFolder(folder: string): CheckResult {
  const { files, problems: unread } = readRuleFolder(folder);
  const read = sourceOfFiles(files, { problems: unread });
  if ('problems' in read) return { problems: locateProblems(read.problems, files), warnings: [] };
  const checked = checkRuleSetSource(read.source);
  if ('ruleSet' in checked) {
    return { ...checked, findings: locateProblems([...read.findings, ...checked.findings], files) };
  }
  const { problems, warnings } = checked;
  return { problems: locateProblems(problems, files), warnings: locateProblems(warnings, files) };
}
