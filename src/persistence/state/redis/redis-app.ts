import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../runtime/clock.js';
import { Unknown } from '../../../moderation/model/reading.js';
import type { Reading } from '../../../moderation/model/reading.js';
import type {
  Gathering,
  LabelChange,
  RateSpec,
  Settlement,
  StateEvent,
} from '../../../moderation/state/state.js';
import { COPY_WINDOW_MS } from '../../../moderation/state/state.js';
import { ScriptCodec } from './script/script-codec.js';
import { RedisUnavailable, type RedisConnection } from './connection/redis-connection.js';
import { AppKeys } from './script/app-keys.js';
import { ScriptProgram } from './script/script-program.js';
import {
  applyScript,
  forgetScript,
  gatherScript,
  registerScript,
  settleScript,
  type Script,
} from './script/script.js';
import { SeriesTable, permanentSeries, type CounterSeries } from './script/series-table.js';

/** A script takes no longer than this, in milliseconds; a large packet's a little for each item. */
const SCRIPT_MS = 50;
const ITEM_MS = 0.25;
/** Scripts that no callback waits for. */
const BACKGROUND_SCRIPT_MS = 2_000;
/** A first one that has not answered for so long is dead, and its copies are taken for new. */
const IN_FLIGHT_MS = 3_000;
/** Who has said nothing for so long owes nothing any more. */
export const REPLICA_TIMEOUT_MS = 15_000;
/** A counter that no replica has wanted for so long is given up. */
const IDLE_COUNTER_MS = 600_000;

/** What a gathering came to. */
export type GatherResult =
  | { readonly kind: 'first'; readonly readings: readonly (readonly Reading[])[] }
  | { readonly kind: 'copy'; readonly of: string };

export interface RedisAppParts {
  readonly connection: RedisConnection;
  readonly clock: Clock;
  /** Names this process among those that share the state. */
  readonly replica: string;
  /** How far a clock may be ahead of Redis' own before it is not followed, in milliseconds; `null`: however far, for tests. */
  readonly aheadMs: number | null;
}

/** One app's state in Redis, under the epoch that is in force. */
export class RedisApp {
  readonly keys: AppKeys;
  private epoch: string | null = null;
  private codec: ScriptCodec | null = null;
  private rates: readonly RateSpec[] = [];
  private sequence = 0;
  /** The least that Redis answered when it should have answered more. */
  private lostTo: number | null = null;
  private noted = 0;
  private reported = { noted: 0, behind: true };
  table = new SeriesTable(0, []);

  constructor(
    readonly appId: string,
    private readonly parts: RedisAppParts,
  ) {
    this.keys = new AppKeys(appId);
  }

  /** Whether Redis and we know of each other. */
  get isRegistered(): boolean {
    return this.codec !== null;
  }

  get epochId(): string | null {
    return this.epoch;
  }

  /** How many of our scripts Redis has acknowledged. */
  get acknowledged(): number {
    return this.sequence;
  }

  setRates(rates: readonly RateSpec[]): void {
    this.rates = rates;
  }

  /**
   * Says that we are here, and learns what is kept. Rejects with `RedisAway`.
   * @returns what was lost since: all that was there (another epoch), all of our scripts but so many, or nothing; and what is new to us
   */
  async register(behind: boolean): Promise<{
    readonly lost: 'all' | { readonly but: number } | null;
    readonly opened: readonly CounterSeries[];
  }> {
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
    const isNew = this.epoch !== String(epoch);
    const has = Math.min(Number(sequence), this.lostTo ?? Number.POSITIVE_INFINITY);
    const fell = isNew || this.lostTo !== null || has < acknowledged;
    const lost = isNew ? 'all' : fell ? { but: has } : null;
    this.lostTo = null;
    this.sequence = fell ? Number(sequence) : Math.max(this.sequence, Number(sequence));
    this.table = new SeriesTable(Number(version), itemsOf(series).map(String));
    if (isNew) this.noted = 0;
    this.epoch = String(epoch);
    if (isNew || this.codec === null) this.codec = new ScriptCodec(keys, this.epoch);
    return { lost, opened: this.table.counters.filter(({ name }) => !before.has(name)) };
  }

  /** Everything that our journal has is noted for what is kept now. */
  markNoted(): void {
    this.noted = this.table.version;
  }

  /** Whether the others do not know yet how far we are. */
  hasUnreported(behind: boolean): boolean {
    return this.reported.noted !== this.noted || this.reported.behind !== behind;
  }

  /** Rejects with `RedisAway`. `version` is that of what is kept now. */
  async gather(gathering: Gathering): Promise<GatherResult & { readonly version: number }> {
    const { codec, table } = this.registered();
    const { at, events, questions, rates, source } = gathering;
    const program = this.program(this.keys.packet(gathering.fingerprint));
    for (const event of events) {
      codec.encodeEvent(program, event, table.counters);
      codec.encodeQuestions(program, event, questions, rates, table);
    }
    const extra = { at, source, copyMs: COPY_WINDOW_MS, claimMs: IN_FLIGHT_MS };
    const acknowledged = this.sequence;
    const reply = await this.run(gatherScript, program, extra, SCRIPT_MS + ITEM_MS * events.length);
    const [kind, second, version, now, behind, answers] = reply;
    if (kind === 'copy') return { kind: 'copy', of: String(second), version: table.version };
    this.checkSequence(Number(second), acknowledged);
    const standing = { now: Number(now), lagging: Number(behind) > 0 };
    const rest = itemsOf(answers).values();
    const next = () => rest.next().value;
    const readings = events.map((event) =>
      questions.map((question) => codec.decodeReading(gathering, event, question, table, standing, next)),
    );
    return { kind: 'first', readings, version: Number(version) };
  }

  /** Rejects with `RedisAway`. */
  async settle({ source, fingerprint, answer, events }: Settlement, at: number): Promise<number> {
    const { codec, table } = this.registered();
    const program = this.program(this.keys.packet(fingerprint));
    for (const event of events) {
      program.at(event.at);
      codec.encodeEvent(program, event, table.counters);
    }
    const latest = Math.max(at, ...events.map((event) => event.at));
    const extra = { at: latest, source, copyMs: COPY_WINDOW_MS, ...(answer === null ? {} : { answer }) };
    const acknowledged = this.sequence;
    const [, sequence, version] = await this.run(
      settleScript,
      program,
      extra,
      SCRIPT_MS + ITEM_MS * events.length,
    );
    this.checkSequence(Number(sequence), acknowledged);
    return Number(version);
  }

  /** Notes events of the journal or of the past, for all or for some counters. Rejects with `RedisAway`. */
  async apply(events: readonly StateEvent[], only?: ReadonlySet<string>): Promise<void> {
    if (events.length === 0) return;
    const { codec, table } = this.registered();
    const counters = table.counters.filter(({ name }) => only?.has(name) ?? true);
    const standing = only === undefined || permanentSeries.some((name) => only.has(name));
    const program = this.program();
    for (const event of events) {
      program.at(event.at);
      codec.encodeEvent(program, event, counters, standing);
    }
    await this.applied(program);
  }

  /** Gives up what is in Redis: all replicas begin anew, and fill it from what is recorded. Rejects with `RedisAway`. */
  async forget(): Promise<void> {
    await this.run(forgetScript, this.program(this.keys.lease), {}, BACKGROUND_SCRIPT_MS);
    this.codec = null;
  }

  /** Rejects with `RedisAway`. */
  async applyLabelChanges(changes: readonly LabelChange[]): Promise<void> {
    const program = this.program();
    for (const change of changes) this.registered().codec.encodeLabelChange(program, change);
    await this.applied(program);
  }

  private async applied(program: ScriptProgram): Promise<void> {
    const acknowledged = this.sequence;
    const [, sequence] = await this.run(applyScript, program, {}, BACKGROUND_SCRIPT_MS);
    this.checkSequence(Number(sequence), acknowledged);
  }

  private registered(): { readonly codec: ScriptCodec; readonly table: SeriesTable } {
    if (this.codec === null) throw new RedisUnavailable('Redis and this replica do not know each other yet');
    return { codec: this.codec, table: this.table };
  }

  private program(...more: readonly string[]): ScriptProgram {
    return new ScriptProgram([this.keys.epoch, this.keys.behind, ...more]);
  }

  private async run(
    script: Script,
    { keys, ops, ids, kept }: ScriptProgram,
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
      kept,
    };
    const reply = itemsOf(await connection.run(script, keys, args, withinMs));
    if (reply[0] !== 'epoch') return reply;
    this.codec = null;
    throw new RedisUnavailable('Redis has lost what it had');
  }

  /** What is sent after another was acknowledged has a higher number, unless Redis lost something in between: then we do not know each other. */
  private checkSequence(sequence: number, acknowledged: number): void {
    if (sequence > acknowledged) {
      this.sequence = Math.max(sequence, this.sequence);
      return;
    }
    // Its own script is among those that are there.
    this.lostTo = Math.min(sequence - 1, this.lostTo ?? Number.POSITIVE_INFINITY);
    this.codec = null;
    throw new RedisUnavailable('Redis has lost what it had last');
  }
}

export function itemsOf(reply: unknown): readonly unknown[] {
  return Array.isArray(reply) ? reply : [];
}

/** A reading for every question, for want of a better one. */
export function unknownReadings({ events, questions }: Gathering): readonly (readonly Reading[])[] {
  return events.map(() => questions.map(() => Unknown.because('state')));
}
