import type { RuleSet } from '../../moderation/engine/rule-set.js';
import type { ListSource } from '../../moderation/lists/list.js';
import type { SourceProblem } from '../../moderation/rules/rule-set-source.js';
import type { CooperativeTask } from '../../runtime/cooperative-task.js';
import type { Baseline } from './baselines.js';

/** Dropped entries that are named. */
const MAX_NAMED = 5;
/** Entries that are compared without a pause. */
const ENTRIES_PER_SLICE = 500;

/**
 * Problems of lists that lose more than half of their entries: a file that was written halfway looks like that. A list that its file
 * lets shrink has none.
 */
export function* problemsOfShrunkLists(
  next: RuleSet,
  baselines: readonly Baseline[],
): CooperativeTask<SourceProblem[]> {
  const { lists, shrinkable } = next.source;
  const problems: SourceProblem[] = [];
  for (const list of lists.values()) {
    if (shrinkable?.has(list.name) === true) continue;
    const before = baselines
      .flatMap((baseline) => baseline.lists.get(list.name)?.list ?? [])
      .find(({ kind, entries }) => kind === list.kind && list.entries.length < entries.length / 2);
    if (before !== undefined) problems.push(yield* problemOf(list, before));
  }
  return problems;
}

function* problemOf(list: ListSource, before: ListSource): CooperativeTask<SourceProblem> {
  const kept = new Set<string>();
  let compared = 0;
  for (const { value } of list.entries) {
    kept.add(value);
    compared += 1;
    if (compared % ENTRIES_PER_SLICE === 0) yield;
  }
  const named: string[] = [];
  for (const { value } of before.entries) {
    if (!kept.has(value)) named.push(JSON.stringify(value));
    compared += 1;
    if (named.length === MAX_NAMED) break;
    if (compared % ENTRIES_PER_SLICE === 0) yield;
  }
  const [size, now] = [before.entries.length, list.entries.length].map((count) => count.toLocaleString('en'));
  return {
    file: `lists/${list.kind}/${list.name}.csv`,
    at: '',
    message: `the list would shrink from ${size} to ${now} entries, and lose such as ${named.join(', ')}`,
    hint: 'finish the file; where the entries are to go, write the line "# allow-shrink" into it',
  };
}
