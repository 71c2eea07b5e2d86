/** A run of the HTTP benchmark, as far as it tells what failed. */
export interface HttpRun {
  /** In the closed loop. */
  readonly target?: string;
  readonly items?: number;
  /** In the open loop. */
  readonly scenario?: string;
  readonly answered: number;
  readonly errors: number;
  readonly unanswered: number;
  readonly neverSent?: number;
  /** `null` where answers are not held to anything. */
  readonly wrong: number | null;
  readonly wrongBefore: number | null;
  /** The first of those that were wrong. */
  readonly shown: readonly string[];
  readonly degraded: Readonly<Record<string, number>> | null;
  /** Friendgate's own metrics and log. */
  readonly itself?: {
    readonly unrecorded: number;
    readonly rejected: number;
    readonly evictions: number;
    readonly warnings: readonly string[];
    readonly failures: readonly string[];
  };
  readonly disturbance?: { readonly liveAfter: readonly (number | null)[] };
}

export const nameOf = ({ target, items, scenario }: HttpRun): string =>
  scenario ?? `${target}, ${items} items`;

/**
 * The failures of a run, each with its number. Readings that are unknown because Redis was away do not count: one that does not answer within 50 ms counts
 * as away for a second, which on a busy machine says nothing.
 */
export function failuresIn(run: HttpRun): readonly string[] {
  const { itself, disturbance } = run;
  const isRedisAway = itself?.warnings.some((warning) => warning.startsWith('Redis is away')) ?? false;
  const counts = {
    errors: run.errors,
    unanswered: run.unanswered,
    'never sent': run.neverSent,
    wrong: run.wrong,
    'wrong before it was measured': run.wrongBefore,
    degraded: isRedisAway ? 0 : sum(Object.values(run.degraded ?? {})),
    'not in the database': itself?.unrecorded,
    'refused by the database': itself?.rejected,
    evicted: itself?.evictions,
    'changes that were never live': disturbance?.liveAfter.filter((seconds) => seconds === null).length,
  };
  const failed = Object.entries(counts).filter(([, count]) => (count ?? 0) !== 0);
  const said = [
    ...failed.map(([what, count]) => `${count} ${what}`),
    ...run.shown,
    ...(itself?.failures ?? []),
  ];
  return said.map((failure) => `${nameOf(run)}: ${failure}`);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
