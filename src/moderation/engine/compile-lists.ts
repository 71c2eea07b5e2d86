import { LRUCache } from 'lru-cache';
import { listWithSpellings, compilingList, type CompiledList } from '../lists/compile-list.js';
import type { List, ListSource, Lists } from '../lists/list.js';
import { compilingSpellings, type Spellings } from '../lists/spellings.js';
import type { RuleSetSource } from '../rules/rule-set-source.js';
import type { CooperativeTask } from '../../runtime/cooperative-task.js';

/** Long lists take long to compile: one that is the same as in an earlier source is taken over from there. */
const compiledLists = new WeakMap<ListSource, CompiledList>();

/** The lists of a source, compiled, by name. */
export function* compileLists(source: RuleSetSource): CooperativeTask<Lists> {
  const compiled: CompiledList[] = [];
  for (const list of source.lists.values()) {
    const made = compiledLists.get(list) ?? (yield* compilingList(list));
    compiledLists.set(list, made);
    compiled.push(made);
  }
  const spellings = yield* spellingsOf(compiled.filter(({ source: { kind } }) => kind === 'spellings'));
  return new Map(compiled.map((list) => [list.source.name, listWith(list, spellings)]));
}

/** Keys are the revisions of the lists of spellings. */
const spellingsCache = new LRUCache<string, Spellings>({ max: 8 });

function* spellingsOf(lists: readonly CompiledList[]): CooperativeTask<Spellings> {
  const key = lists.map(({ revision }) => revision).join(' ');
  const made =
    spellingsCache.get(key) ??
    (yield* compilingSpellings(lists.flatMap(({ source: { entries } }) => [...entries])));
  spellingsCache.set(key, made);
  return made;
}

const listCache = new WeakMap<CompiledList, { readonly spellings: Spellings; readonly list: List }>();

/** The list as rules read it, the same one as long as it is read with the same spellings. */
function listWith(compiled: CompiledList, spellings: Spellings): List {
  const before = listCache.get(compiled);
  if (before?.spellings === spellings) return before.list;
  const list = listWithSpellings(compiled, spellings);
  listCache.set(compiled, { spellings, list });
  return list;
}
