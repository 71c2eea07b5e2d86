import { Unknown } from '../../../moderation/model/reading.js';
import type { Reading } from '../../../moderation/model/reading.js';
import type { Gathering, LabelChange, Settlement, StateEvent } from '../../../moderation/state/state.js';
import { COPY_WINDOW_MS } from '../../../moderation/state/state.js';
import { AppSession, BACKGROUND_SCRIPT_MS } from './app-session.js';
import { decodeReading } from './script/decode-reading.js';
import { ScriptProgram } from './script/script-program.js';
import { itemsOf } from './script/script-replies.js';
import { applyScript, forgetScript, gatherScript, settleScript } from './script/script.js';
import { permanentSeries } from './script/series-table.js';

/** Milliseconds for a script that a callback waits for, and for each of its items. */
const SCRIPT_MS = 50;
const ITEM_MS = 0.25;
/** A first callback without an answer for so many milliseconds has failed: its copies count as new. */
const IN_FLIGHT_MS = 3_000;

export type GatherResult =
  | { readonly kind: 'first'; readonly readings: readonly (readonly Reading[])[] }
  | { readonly kind: 'copy'; readonly of: string };

/** One app's state in Redis, under the epoch that is in force. All methods that ask Redis reject with `RedisUnavailable`. */
export class RedisApp extends AppSession {
  /** @returns the readings, and the version of the series in force */
  async gather(gathering: Gathering): Promise<GatherResult & { readonly version: number }> {
    const { codec, table } = this.registered();
    const { at, events, questions, rates, source } = gathering;
    const program = this.program(this.keys.packet(gathering.fingerprint));
    for (const event of events) {
      codec.encodeEvent(program, event, table.counters);
      codec.encodeQuestions(program, event, questions, rates, table);
    }
    const extra = { at, source, copyMs: COPY_WINDOW_MS, claimMs: IN_FLIGHT_MS };
    const acknowledged = this.acknowledged;
    const reply = await this.runProgram(gatherScript, program, extra, timeFor(events));
    const [kind, second, version, now, behind, answers] = reply;
    if (kind === 'copy') return { kind: 'copy', of: String(second), version: table.version };
    this.checkSequence(Number(second), acknowledged);
    const rest = itemsOf(answers).values();
    const common = { gathering, table, now: Number(now), lagging: Number(behind) > 0 };
    const next = () => rest.next().value;
    const readings = events.map((event) => {
      const context = { ...common, event, next };
      return questions.map((question) => decodeReading(question, context));
    });
    return { kind: 'first', readings, version: Number(version) };
  }

  /** @returns the version of the series in force */
  async settle({ source, fingerprint, answer, events }: Settlement, at: number): Promise<number> {
    const { codec, table } = this.registered();
    const program = this.program(this.keys.packet(fingerprint));
    for (const event of events) {
      program.setTime(event.at);
      codec.encodeEvent(program, event, table.counters);
    }
    const latest = Math.max(at, ...events.map((event) => event.at));
    const extra = { at: latest, source, copyMs: COPY_WINDOW_MS, ...(answer === null ? {} : { answer }) };
    const acknowledged = this.acknowledged;
    const [, sequence, version] = await this.runProgram(settleScript, program, extra, timeFor(events));
    this.checkSequence(Number(sequence), acknowledged);
    return Number(version);
  }

  /** Applies events of the journal or of the past, to all series or to some. */
  async apply(events: readonly StateEvent[], only?: ReadonlySet<string>): Promise<void> {
    if (events.length === 0) return;
    const { codec, table } = this.registered();
    const counters = table.counters.filter(({ name }) => only?.has(name) ?? true);
    const permanent = only === undefined || permanentSeries.some((name) => only.has(name));
    const program = this.program();
    for (const event of events) {
      program.setTime(event.at);
      codec.encodeEvent(program, event, counters, permanent);
    }
    await this.runApply(program);
  }

  async applyLabelChanges(changes: readonly LabelChange[]): Promise<void> {
    const program = this.program();
    for (const change of changes) this.registered().codec.encodeLabelChange(program, change);
    await this.runApply(program);
  }

  /** Deletes the state in Redis: all replicas fill it anew. */
  async forget(): Promise<void> {
    await this.runProgram(forgetScript, this.program(this.keys.lease), {}, BACKGROUND_SCRIPT_MS);
    this.deregister();
  }

  private async runApply(program: ScriptProgram): Promise<void> {
    const acknowledged = this.acknowledged;
    const [, sequence] = await this.runProgram(applyScript, program, {}, BACKGROUND_SCRIPT_MS);
    this.checkSequence(Number(sequence), acknowledged);
  }

  private program(...more: readonly string[]): ScriptProgram {
    return new ScriptProgram([this.keys.epoch, this.keys.behind, ...more]);
  }
}

function timeFor(events: readonly StateEvent[]): number {
  return SCRIPT_MS + ITEM_MS * events.length;
}

/** Unknown for every question. */
export function unknownReadings({ events, questions }: Gathering): readonly (readonly Reading[])[] {
  return events.map(() => questions.map(() => Unknown.because('state')));
}
