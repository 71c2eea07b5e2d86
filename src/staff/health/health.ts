/** The parts of the service that can be degraded; metrics and alerts name them too. */
export const DEGRADABLE_PARTS = [
  'database',
  'journal',
  'disk',
  'writing',
  'state',
  'rules',
  'replicas',
  'clock',
  'signatures',
] as const;

/** A part of the service that does not do all it should, while answers go on. */
export interface Degradation {
  readonly part: (typeof DEGRADABLE_PARTS)[number];
  /** The fault, in the present tense; it holds no secret and no text of users. */
  readonly because: string;
}

/** The health of the service. */
export interface HealthReport {
  readonly apps: readonly {
    readonly appId: string;
    /** `null` until one is loaded. */
    readonly ruleSet: { readonly number: number | null; readonly hash: string } | null;
    /** Another replica published it, and the files of this one are different. */
    readonly isForeign: boolean;
  }[];
  readonly degraded: readonly Degradation[];
  /** Settings that are allowed and probably not meant. */
  readonly warnings: readonly string[];
  readonly journal: {
    /** Records that the database has not got yet. */
    readonly waiting: number;
    /** Milliseconds that the oldest of them has waited. */
    readonly oldestMs: number;
    /** Decisions that were answered and are not on the disk: those in memory may get there yet, the others are lost. */
    readonly unrecorded: number;
    /** Records that the database refused for good, since the start. */
    readonly rejected: number;
  };
  readonly state: {
    /** Live keys given up to stay within COUNTER_MEMORY, since the start. */
    readonly evictions: number;
    /** Bytes of COUNTER_MEMORY that counters and reputations take, without indexes; 0 when Redis has them. */
    readonly bytes: number;
    readonly rebuilding: boolean;
  };
  readonly replicas: {
    /** Those that share the database, as they were seen last. */
    readonly others: readonly {
      readonly id: string;
      readonly host: string;
      /** Milliseconds since its last heartbeat. */
      readonly ageMs: number;
      /** By app: number or hash of the rule set that it judges by. */
      readonly ruleSets: Readonly<Record<string, number | string | null>>;
    }[];
    /** Milliseconds that this machine's clock is ahead of the database's; `null` until it was compared. */
    readonly clockAheadMs: number | null;
  };
  readonly shadow: {
    /** Items whose shadow rules were left out for want of time, since the start. */
    readonly skippedItems: number;
  };
}

/** Reports how the inside of the service is, from memory: it waits for nothing. */
export abstract class Health {
  abstract report(): HealthReport;
}
