import { innocentDenials, type InnocentDenial } from '../../moderation/engine/innocent-denials.js';
import type { RuleSet } from '../../moderation/engine/rule-set.js';
import type { SourceProblem } from '../../moderation/rules/rule-set-source.js';
import type { CooperativeTask } from '../../runtime/cooperative-task.js';
import { innocentRemarks } from './innocent-remarks.js';

/** Warnings of live rules that deny innocent answers, in the order of their names. */
export function* innocentDenialFindings(ruleSet: RuleSet): CooperativeTask<readonly SourceProblem[]> {
  const denials = yield* innocentDenials(ruleSet, innocentRemarks);
  return denials.map(findingOf).sort((a, b) => (a.file < b.file ? -1 : 1));
}

function findingOf(denial: InnocentDenial): SourceProblem {
  const hint = 'try it in shadow first, or narrow its conditions';
  return {
    file: `${denial.rule}.json`,
    at: '/conditions',
    message: messageOf(denial),
    hint,
    weight: 'warning',
  };
}

function messageOf({ hits, tried, example }: InnocentDenial): string {
  if (example === null) return 'the live rule denies an ordinary agreement without remark and tag';
  const share = `${((100 * hits) / tried).toPrecision(2)} %`;
  return `the live rule denies ${share} of innocent remarks, such as ${JSON.stringify(example)}`;
}
