import type { Fact } from '../model/fact.js';
import type { ListKind } from '../model/list-lookup.js';

/** The facts and shared conditions that conditions may name. */
export interface ConditionContext {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly lists: ReadonlyMap<string, ListKind>;
  /** Whether a list of terms has one of this spelling; `null` for lists that are too long to look. */
  termsOf?(list: string): ((value: string) => boolean) | null;
  /** The `conditions` of each named shared condition, as they stand in its file. */
  readonly shared: ReadonlyMap<string, unknown>;
}
