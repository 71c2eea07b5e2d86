import type { ListSource } from '../../moderation/lists/list.js';
import { termWarnings, warningText } from '../../moderation/lists/term-warnings.js';
import type { Log } from '../../runtime/log.js';
import type { RuleSet } from '../../moderation/engine/rule-set.js';
import type { CooperativeTask } from '../../runtime/cooperative-task.js';
import { innocentRemarks } from '../lint/innocent-remarks.js';

type ListsOfRuleSet = Pick<RuleSet, 'source' | 'lists'>;

/** Warnings about terms of a rule set's lists, in words, by list. */
export function* warningsOfLists({
  source,
  lists,
}: ListsOfRuleSet): CooperativeTask<ReadonlyMap<string, readonly string[]>> {
  const warnings = new Map<string, readonly string[]>();
  for (const listSource of source.lists.values()) {
    const ofList = yield* warningsOfList(listSource, lists);
    if (ofList.length > 0) warnings.set(listSource.name, ofList);
  }
  return warnings;
}

const MAX_WARNINGS = 20;

/** Tells in the log what speaks against terms of lists, once for each list as it is. */
export class ListWarningLog {
  private readonly logged = new WeakSet<ListSource>();

  constructor(private readonly log: Log) {}

  *logging({ source, lists }: ListsOfRuleSet): CooperativeTask<void> {
    for (const listSource of source.lists.values()) {
      if (this.logged.has(listSource)) continue;
      this.logged.add(listSource);
      const warnings = yield* warningsOfList(listSource, lists);
      if (warnings.length === 0) continue;
      this.log.warn(
        { list: listSource.name, terms: warnings.length, warnings: warnings.slice(0, MAX_WARNINGS) },
        'terms of a list are too common or too short for their form; see docs/text-matching.md',
      );
    }
  }
}

function* warningsOfList(source: ListSource, lists: RuleSet['lists']): CooperativeTask<readonly string[]> {
  const list = lists.get(source.name);
  if (list === undefined || list.kind !== 'terms') return [];
  return (yield* termWarnings(source, list, innocentRemarks)).map(warningText);
}
