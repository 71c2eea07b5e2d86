import type { HttpRun } from './failures.js';

// The results files, as far as they tell whether a benchmark did its work.

export interface EngineResults {
  readonly warm: readonly {
    readonly rules: number;
    readonly contenders: readonly {
      readonly name: string;
      readonly skipped?: string;
      readonly checked: number;
      readonly cells: readonly { readonly skipped?: string }[];
    }[];
  }[];
  readonly latencies: readonly { readonly rules: number }[];
}

export interface HttpResults {
  readonly closed: { readonly runs: readonly HttpRun[] };
  readonly open: readonly HttpRun[];
}

export interface StartUpResults {
  readonly cases: readonly {
    readonly name: string;
    readonly exactAfter: number | null;
    readonly drainedAfter: number | null;
    readonly errors: number;
  }[];
  readonly runs: readonly Readonly<
    Record<string, { readonly waiting: { readonly decisions: number }; readonly decisionsInTheEnd: number }>
  >[];
}

export interface MemoryResults {
  readonly service: {
    readonly measured: Readonly<
      Record<string, readonly { readonly count: number; readonly complaints: readonly string[] }[]>
    >;
  };
  readonly kept: {
    readonly measured: {
      readonly rules: readonly { readonly kept: number }[];
      readonly keys: readonly { readonly keys: number; readonly evictions: number }[];
    };
  };
}

export interface SoakResults {
  readonly lines: readonly {
    readonly errors: number;
    readonly degraded: number;
    readonly deniedShare: number;
  }[];
  readonly samples: readonly { readonly resident: number | null; readonly waiting: number | null }[];
  readonly unanswered: number;
  readonly errors: number;
  readonly complaints: readonly string[];
}

export interface ChaosResults {
  readonly total: {
    readonly answered: number;
    readonly lost: number;
    readonly doubled: number;
    readonly wrong: number;
    readonly silent: number;
  };
  readonly faults: readonly {
    readonly fault: string;
    /** Milliseconds since the epoch; `null` where a service was not well again in time. */
    readonly healed: number | null;
    readonly failure: string | null;
  }[];
}
