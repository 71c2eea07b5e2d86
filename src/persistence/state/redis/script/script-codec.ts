import { accountOf } from '../../../../moderation/model/account-role.js';
import type { Question } from '../../../../moderation/model/question.js';
import { EVENT_RETENTION_MS } from '../../../../moderation/state/event-retention.js';
import {
  contributionsOf,
  DAY_MS,
  dayOf,
  halfLifeOf,
  HORIZON_DAYS,
  MAX_KEPT_ENTRIES,
} from '../../../../moderation/state/reputation.js';
import type { LabelChange, RateSpec, StateEvent } from '../../../../moderation/state/state.js';
import { EventDigests } from '../../event-digests.js';
import { KeyedHash } from '../../keyed-hash.js';
import type { Digest } from '../../keyed-hash.js';
import { countsKind } from '../../rate-shapes.js';
import { encodeDigest, type AppKeys, type KeyKind } from './app-keys.js';
import { counterForRate } from './decode-reading.js';
import type { ScriptProgram } from './script-program.js';
import { componentLetter } from './script-replies.js';
import type { CounterSeries, SeriesTable } from './series-table.js';

const REPUTATION = { keepMs: HORIZON_DAYS * DAY_MS, keepCount: MAX_KEPT_ENTRIES };

/** Encodes one app's events and questions as script programs. The epoch is the secret seed of all digests. */
export class ScriptCodec {
  private readonly hash: KeyedHash;
  private readonly digests: EventDigests;
  private readonly counterTags = new Map<string, Digest>();

  /** @param epoch 16 hexadecimal digits */
  constructor(
    private readonly keys: AppKeys,
    epoch: string,
  ) {
    const seed = Buffer.from(epoch, 'hex');
    this.hash = new KeyedHash(seed.readInt32LE(0), seed.readInt32LE(4));
    this.digests = new EventDigests(this.hash);
  }

  /** Adds an event to these counters and, unless told otherwise, to the permanent series. */
  encodeEvent(
    program: ScriptProgram,
    event: StateEvent,
    counters: readonly CounterSeries[],
    permanent = true,
  ): void {
    for (const counter of counters) {
      if (!countsKind(counter.of, event.kind)) continue;
      const key = this.counterKey(counter, event);
      const id =
        counter.distinct === null ? this.digests.id(event) : this.digests.of(event, counter.distinct);
      if (key !== null && id !== null) program.addEntry(key, counter, encodeDigest(id));
    }
    if (permanent) this.encodePermanent(program, event);
  }

  encodeLabelChange(program: ScriptProgram, change: LabelChange): void {
    program.setTime(change.at);
    program.setLabel(this.accountKey('l', change.account), change.label, change, EVENT_RETENTION_MS);
  }

  /** Asks the questions of an event; `decodeReading` reads the replies in the same order. */
  encodeQuestions(
    program: ScriptProgram,
    event: StateEvent,
    questions: readonly Question[],
    rates: readonly RateSpec[],
    table: SeriesTable,
  ): void {
    for (const question of questions) {
      switch (question.kind) {
        case 'rate': {
          const rate = rates[question.rate];
          const counter = rate === undefined ? null : counterForRate(rates, question.rate, event.at, table);
          const key = counter === null ? null : this.counterKey(counter, event);
          if (rate !== undefined && key !== null) program.countEntries(key, rate.withinMs);
          break;
        }
        case 'reputation':
        case 'reputationPart':
          program.readReputation(this.accountKey('r', accountOf(event, question.of)));
          break;
        case 'labels':
          program.readLabels(this.accountKey('l', accountOf(event, question.of)));
          break;
        case 'sinceUnblock':
          program.readUnblock(this.unblockKey(event));
      }
    }
  }

  private encodePermanent(program: ScriptProgram, event: StateEvent): void {
    for (const { account, component, counterpart } of contributionsOf(event)) {
      const day = dayOf(event.at);
      const id = this.hash.ofParts(halfLifeOf(day), [this.digests.ofText(counterpart, event)]);
      const member = componentLetter[component] + encodeDigest(id);
      program.addReputation(
        this.keys.of('r', this.digests.ofText(account, event)),
        REPUTATION,
        member,
        day * DAY_MS,
      );
    }
    if (event.kind === 'unblock') program.setUnblock(this.unblockKey(event), EVENT_RETENTION_MS);
    if (event.kind === 'label' && event.detail !== null) {
      const change = { expiresAt: event.expiresAt, cleared: false };
      program.setLabel(this.accountKey('l', event.fromAccount), event.detail, change, EVENT_RETENTION_MS);
    }
  }

  private accountKey(kind: KeyKind, account: string): string {
    return this.keys.of(kind, this.hash.ofText(account));
  }

  private unblockKey({ fromAccount, toAccount }: StateEvent): string {
    return this.keys.of(
      'u',
      this.hash.ofParts(0, [this.hash.ofText(fromAccount), this.hash.ofText(toAccount)]),
    );
  }

  private counterKey(counter: CounterSeries, event: StateEvent): string | null {
    let tag = this.counterTags.get(counter.name);
    if (tag === undefined) this.counterTags.set(counter.name, (tag = this.hash.ofText(counter.name)));
    const parts = [tag];
    for (const dimension of counter.by) {
      const part = this.digests.of(event, dimension);
      if (part === null) return null;
      parts.push(part);
    }
    return this.keys.of('c', this.hash.ofParts(1, parts));
  }
}
