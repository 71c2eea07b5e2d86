import type { Fact } from '../model/fact.js';
import type { ListKind } from '../model/list-lookup.js';

/** What conditions may speak of. */
export interface ConditionContext {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly lists: ReadonlyMap<string, ListKind>;
  /** The `conditions` of each named shared condition, as they stand in its file. */
  readonly shared: ReadonlyMap<string, unknown>;
}
