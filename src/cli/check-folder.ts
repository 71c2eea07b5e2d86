import { checkRuleSetSource, type CheckResult } from '../moderation/engine/check-rule-set-source.js';
import { readRuleFolder } from '../persistence/rule-folder/read-rule-folder.js';
import { locateProblems } from '../policy/rule-files/locate-problems.js';
import { sourceOfFiles } from '../policy/rule-files/source-of-files.js';

/** Checks a rules folder as a new installation would, with the lines of what is wrong. */
export function checkRulesFolder(folder: string): CheckResult {
  const { files, problems: unread } = readRuleFolder(folder);
  const read = sourceOfFiles(files, { problems: unread });
  const checked = 'problems' in read ? read : checkRuleSetSource(read.source);
  if ('problems' in checked) return { problems: locateProblems(checked.problems, files) };
  const found = 'findings' in read ? read.findings : [];
  return { ...checked, findings: locateProblems([...found, ...checked.findings], files) };
}
