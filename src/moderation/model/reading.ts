import type { Json } from './json.js';

/**
 * Why a reading has no value.
 * - `rebuilding`: the window reaches back to before what the state has recovered
 * - `capacity`: the key was evicted to stay within COUNTER_MEMORY
 * - `state`: the state store is away
 * - `late`: it did not arrive before the deadline
 * - `failed`: reading it threw, or the packet has something else than text in its place
 */
export type UnknownReason = 'rebuilding' | 'capacity' | 'state' | 'late' | 'failed';

/** A reading without a value. It spreads through `all`, `any` and `not`; no operator is called on it. */
export class Unknown {
  private constructor(readonly reason: UnknownReason) {}

  private static readonly all: Readonly<Record<UnknownReason, Unknown>> = {
    rebuilding: new Unknown('rebuilding'),
    capacity: new Unknown('capacity'),
    state: new Unknown('state'),
    late: new Unknown('late'),
    failed: new Unknown('failed'),
  };

  /** The one value for this reason, so that it can be compared by identity. */
  static because(reason: UnknownReason): Unknown {
    return Unknown.all[reason];
  }

  /** How a decision stores it. */
  toJSON(): Json {
    return { unknown: this.reason };
  }
}

/** The value of a fact for one item: a value, or unknown with the reason. An absent packet field is the value `null`. */
export type Reading = Json | Unknown;

/** The outcome of a condition in Kleene logic: matched, not matched, unknown. */
export type Truth = 'yes' | 'no' | 'unknown';
