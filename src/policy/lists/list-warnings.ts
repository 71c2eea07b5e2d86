import type { ListSource } from '../../moderation/lists/list.js';
import { termWarnings, warningText } from '../../moderation/lists/term-warnings.js';
import type { Log } from '../../runtime/log.js';
import type { RuleSet } from '../../moderation/engine/rule-set.js';
import type { Sliced } from '../../runtime/cooperative-task.js';
import { innocentRemarks } from '../lint/innocent-remarks.js';

type SomeLists = Pick<RuleSet, 'source' | 'lists'>;

/** What speaks against terms of a rule set's lists, in words, by list. */
export function* warningsOfLists({
  source,
  lists,
}: SomeLists): Sliced<ReadonlyMap<string, readonly string[]>> {
  const warnings = new Map<string, readonly string[]>();
  for (const listSource of source.lists.values()) {
    const ofList = yield* warningsOfList(listSource, lists);
    if (ofList.length > 0) warnings.set(listSource.name, ofList);
  }
  return warnings;
}

const WARNINGS_TOLD = 20;

/** Tells in the log what speaks against terms of lists, once for each list as it is. */
export class ListWarnings {
  private readonly told = new WeakSet<ListSource>();

  constructor(private readonly log: Log) {}

  *telling({ source, lists }: SomeLists): Sliced<void> {
    for (const listSource of source.lists.values()) {
      if (this.told.has(listSource)) continue;
      this.told.add(listSource);
      const warnings = yield* warningsOfList(listSource, lists);
      if (warnings.length === 0) continue;
      this.log.warn(
        { list: listSource.name, terms: warnings.length, warnings: warnings.slice(0, WARNINGS_TOLD) },
        'terms of a list are too common or too short for their form; see docs/text-matching.md',
      );
    }
  }
}

function* warningsOfList(source: ListSource, lists: RuleSet['lists']): Sliced<readonly string[]> {
  const list = lists.get(source.name);
  if (list === undefined || list.kind !== 'terms') return [];
  return (yield* termWarnings(source, list, innocentRemarks)).map(warningText);
}
