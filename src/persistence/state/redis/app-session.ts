import { randomBytes } from 'node:crypto';
import type { RateSpec } from '../../../moderation/state/state.js';
import type { Clock } from '../../../runtime/clock.js';
import type { RedisConnection } from './connection/redis-connection.js';
import { RedisUnavailable } from './connection/redis-unavailable.js';
import { AppKeys } from './script/app-keys.js';
import { ScriptCodec } from './script/script-codec.js';
import type { ScriptProgram } from './script/script-program.js';
import { itemsOf } from './script/script-replies.js';
import { registerScript, type Script } from './script/script.js';
import { SeriesTable, type CounterSeries } from './script/series-table.js';

/** Milliseconds for scripts that no callback waits for. */
export const BACKGROUND_SCRIPT_MS = 2_000;
/** A replica that is silent for so many milliseconds is not waited for. */
export const REPLICA_TIMEOUT_MS = 15_000;
/** A counter that no replica has wanted for so many milliseconds is dropped. */
const IDLE_COUNTER_MS = 600_000;

export interface AppSessionParts {
  readonly connection: RedisConnection;
  readonly clock: Clock;
  /** Identifies this process among the replicas. */
  readonly replica: string;
  /** How far a clock may be ahead of Redis' own before it is not followed, in milliseconds; `null`: any distance, for tests. */
  readonly aheadMs: number | null;
}

/** A loss in Redis: all of an app's state, since its epoch is another one; or all of our scripts but so many. */
export type Loss = 'all' | { readonly but: number };

/**
 * This replica's registration with an app's state in Redis. Redis counts the scripts that it ran for a replica, so that a number
 * that falls shows what a restart or a failover lost.
 */
export class AppSession {
  readonly keys: AppKeys;
  table = new SeriesTable(0, []);
  private epoch: string | null = null;
  private codec: ScriptCodec | null = null;
  private rates: readonly RateSpec[] = [];
  private sequence = 0;
  /** The lowest number of our scripts that Redis replied with where a higher one was due. */
  private lostTo: number | null = null;
  /** The version of the table for which all events of our journal are applied. */
  private noted = 0;
  private reported = { noted: 0, behind: true };

  constructor(
    readonly appId: string,
    protected readonly parts: AppSessionParts,
  ) {
    this.keys = new AppKeys(appId);
  }

  /** Whether this replica knows the epoch in force. */
  get isRegistered(): boolean {
    return this.codec !== null;
  }

  get epochId(): string | null {
    return this.epoch;
  }

  /** The number of our scripts that Redis has acknowledged. */
  get acknowledged(): number {
    return this.sequence;
  }

  setRates(rates: readonly RateSpec[]): void {
    this.rates = rates;
  }

  /** Sends a heartbeat, and learns the series in force, those that are new, and what was lost. Rejects with `RedisUnavailable`. */
  async register(
    behind: boolean,
  ): Promise<{ readonly lost: Loss | null; readonly opened: readonly CounterSeries[] }> {
    const { keys, parts, sequence: acknowledged } = this;
    const reply = await parts.connection.run(
      registerScript,
      [keys.epoch, keys.behind, keys.series, keys.wanted, keys.alive],
      {
        replica: parts.replica,
        proposed: randomBytes(8).toString('hex'),
        behind,
        noted: this.noted,
        wants: this.table.wantedFor(this.rates),
        completeFrom: parts.clock.now() + 1,
        silentMs: REPLICA_TIMEOUT_MS,
        idleMs: IDLE_COUNTER_MS,
      },
      BACKGROUND_SCRIPT_MS,
    );
    this.reported = { noted: this.noted, behind };
    const [epoch, sequence, version, , series] = itemsOf(reply);
    const before = new Set(this.table.counters.map(({ name }) => name));
    this.table = new SeriesTable(Number(version), itemsOf(series).map(String));
    const lost = this.enter(String(epoch), Number(sequence), acknowledged);
    return { lost, opened: this.table.counters.filter(({ name }) => !before.has(name)) };
  }

  /** All events of our journal are applied to the series in force. */
  markNoted(): void {
    this.noted = this.table.version;
  }

  /** Whether the last heartbeat is out of date. */
  hasUnreported(behind: boolean): boolean {
    return this.reported.noted !== this.noted || this.reported.behind !== behind;
  }

  protected registered(): { readonly codec: ScriptCodec; readonly table: SeriesTable } {
    if (this.codec === null) throw new RedisUnavailable('this replica is not registered with Redis yet');
    return { codec: this.codec, table: this.table };
  }

  protected deregister(): void {
    this.codec = null;
  }

  /** Runs a script that takes a program. Rejects with `RedisUnavailable`. */
  protected async runProgram(
    script: Script,
    { keys, ops, ids, retentions }: ScriptProgram,
    extra: object,
    withinMs: number,
  ): Promise<readonly unknown[]> {
    const { connection, replica, aheadMs } = this.parts;
    const args = {
      epoch: this.epoch,
      replica,
      ...(aheadMs === null ? {} : { aheadMs }),
      ...extra,
      ops,
      ids,
      kept: retentions,
    };
    const reply = itemsOf(await connection.run(script, keys, args, withinMs));
    if (reply[0] !== 'epoch') return reply;
    this.deregister();
    throw new RedisUnavailable('Redis has lost the state');
  }

  /**
   * Checks the number of a script against that of an earlier one. A script sent after another was acknowledged has a higher number,
   * unless Redis lost scripts in between.
   */
  protected checkSequence(sequence: number, acknowledged: number): void {
    if (sequence > acknowledged) {
      this.sequence = Math.max(sequence, this.sequence);
      return;
    }
    // The script itself is among those that Redis has.
    this.lostTo = Math.min(sequence - 1, this.lostTo ?? Number.POSITIVE_INFINITY);
    this.deregister();
    throw new RedisUnavailable('Redis has lost the latest scripts');
  }

  private enter(epoch: string, sequence: number, acknowledged: number): Loss | null {
    const isNew = this.epoch !== epoch;
    const has = Math.min(sequence, this.lostTo ?? Number.POSITIVE_INFINITY);
    const fell = isNew || this.lostTo !== null || has < acknowledged;
    this.lostTo = null;
    this.sequence = fell ? sequence : Math.max(this.sequence, sequence);
    if (isNew) this.noted = 0;
    this.epoch = epoch;
    if (isNew || this.codec === null) this.codec = new ScriptCodec(this.keys, epoch);
    if (isNew) return 'all';
    return fell ? { but: has } : null;
  }
}
