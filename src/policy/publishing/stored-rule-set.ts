import { z } from 'zod';
import type { Json } from '../../moderation/model/json.js';
import type { RuleSet } from '../../moderation/engine/rule-set.js';
import type { RuleSetSource } from '../../moderation/rules/rule-set-source.js';
import { readingTableOf } from '../../moderation/engine/reading-table.js';
import type { StoredRuleSet } from './rule-set-store.js';

/** A rule set as the store keeps it. */
export function storedRuleSetOf(ruleSet: RuleSet): StoredRuleSet {
  const lists = [...ruleSet.source.lists].map(([name, list]) => ({
    revision: ruleSet.lists.get(name)?.revision ?? '',
    list,
  }));
  const readingTable = { hash: ruleSet.tableHash, content: readingTableOf(ruleSet.table) };
  return { hash: ruleSet.hash, content: ruleSet.content, lists, readingTable };
}

const contentSchema = z.object({ documents: z.record(z.string(), z.json()) });

/** The source of a stored rule set. Throws when it is of a format that this version does not know. */
export function sourceOfStored(kept: StoredRuleSet): RuleSetSource {
  const { documents } = contentSchema.parse(kept.content);
  return {
    documents: new Map(Object.entries(documents as Record<string, Json>)),
    lists: new Map(kept.lists.map(({ list }) => [list.name, list])),
  };
}
