import type { Clock } from '../../runtime/clock.js';
import type { Log } from '../../runtime/log.js';
import type { Replica } from '../../persistence/postgres/replication/replica-registry.js';

/** A restart that rolls over has two replicas for a while; after so long they are meant. */
const MEANT_AFTER_MS = 15_000;
/** Clocks of machines that keep time are not further apart. */
const CLOCK_OFF_MS = 2_000;

export interface ReplicaCheckSources {
  readonly appIds: readonly string[];
  readonly replicas: { readonly others: readonly Replica[]; readonly clockAheadMs: number | null };
  readonly state: { report(): { readonly kind: 'memory' | 'redis' } };
  readonly clock: Clock;
  readonly log: Log;
}

/** Problems between this replica and the others, in words; each is logged once when it begins and when it ends. */
export class ReplicaChecks {
  private since: number | null = null;
  private said: ReadonlySet<string> = new Set();

  constructor(private readonly sources: ReplicaCheckSources) {}

  /** Part `replicas`: they do not count together. Part `clock`: this machine's is off. */
  degradations(): readonly { readonly part: 'replicas' | 'clock'; readonly because: string }[] {
    const found = [this.countingApart(), this.clockOff()].filter((trouble) => trouble !== null);
    this.say(new Map(found.map(({ part, because }) => [part, because])));
    return found;
  }

  private countingApart() {
    const { appIds, replicas, state, clock } = this.sources;
    const shares = (replica: Replica) => appIds.some((appId) => appId in replica.report.ruleSets);
    const others = replicas.others.filter(shares);
    const apart =
      others.length > 0 &&
      [state.report().kind, ...others.map(({ report }) => report.state)].includes('memory');
    if (!apart) this.since = null;
    else this.since ??= clock.now();
    if (this.since === null || clock.now() - this.since < MEANT_AFTER_MS) return null;
    const because = `${others.length + 1} replicas serve the same app and count apart: set REDIS_URL for all of them, or run one`;
    return { part: 'replicas' as const, because };
  }

  private clockOff() {
    const { clockAheadMs } = this.sources.replicas;
    if (clockAheadMs === null || Math.abs(clockAheadMs) <= CLOCK_OFF_MS) return null;
    const seconds = (Math.abs(clockAheadMs) / 1_000).toFixed(1);
    const way = clockAheadMs > 0 ? 'ahead of' : 'behind';
    const because = `the clock of this machine is ${seconds} s ${way} the database's: keep both by NTP`;
    return { part: 'clock' as const, because };
  }

  private say(troubles: ReadonlyMap<string, string>): void {
    const { log } = this.sources;
    for (const [part, because] of troubles) if (!this.said.has(part)) log.error({ part }, because);
    for (const part of this.said) if (!troubles.has(part)) log.info({ part }, 'the replicas are right again');
    this.said = new Set(troubles.keys());
  }
}
