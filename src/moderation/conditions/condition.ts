import type { Json } from '../model/json.js';

/** A fact as a rule names it. Two refs are the same reading when fact and parameters are equal; the path is applied afterwards. */
export interface FactRef {
  readonly fact: string;
  readonly params: Readonly<Record<string, Json>> | null;
  /** JSON path of properties and indexes: `$.a[0].b`. */
  readonly path: string | null;
}

/** The right side of a comparison: a value, or another fact. */
export type Comparand =
  { readonly kind: 'value'; readonly value: Json } | { readonly kind: 'fact'; readonly ref: FactRef };

/** A rule's conditions, parsed; named shared conditions are resolved. `at` is the JSON pointer within the rule file. */
export type Condition =
  | { readonly kind: 'all'; readonly of: readonly Condition[]; readonly at: string }
  | { readonly kind: 'any'; readonly of: readonly Condition[]; readonly at: string }
  | { readonly kind: 'not'; readonly of: Condition; readonly at: string }
  | {
      readonly kind: 'compare';
      readonly left: FactRef;
      readonly operator: string;
      readonly right: Comparand;
      readonly at: string;
    };
