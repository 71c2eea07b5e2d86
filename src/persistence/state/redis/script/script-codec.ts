import {
  contributionsOf,
  DAY_MS,
  dayOf,
  halfLifeOf,
  HORIZON_DAYS,
  MAX_KEPT_ENTRIES,
  pointsOf,
  scoreOf,
} from '../../../../moderation/state/reputation.js';
import { Unknown } from '../../../../moderation/model/reading.js';
import type { Reading } from '../../../../moderation/model/reading.js';
import { componentNames, type Question } from '../../../../moderation/model/question.js';
import type { Gathering, LabelChange, RateSpec, StateEvent } from '../../../../moderation/state/state.js';
import { EventDigests } from '../../event-digests.js';
import { KeyedHash } from '../../keyed-hash.js';
import type { Digest } from '../../keyed-hash.js';
import { countsKind } from '../../rate-shapes.js';
import { componentLetter, daysOf, labelsInForce } from './script-replies.js';
import { encodeDigest, type AppKeys, type KeyKind } from './app-keys.js';
import type { ScriptProgram } from './script-program.js';
import type { CounterSeries, SeriesTable } from './series-table.js';
import { accountOf } from '../../../../moderation/model/account-role.js';

/** For how long labels that were cleared, and unblocks, are remembered: as long as events are kept. */
const RETENTION_MS = 35 * DAY_MS;
const REPUTATION = { keepMs: HORIZON_DAYS * DAY_MS, keepCount: MAX_KEPT_ENTRIES };

/** What came back for a packet, besides its readings. */
export interface ReadContext {
  /** Milliseconds: the time as of which it was read. */
  readonly now: number;
  /** Some replica owes events. */
  readonly lagging: boolean;
}

/** One app's events and questions in the words of the scripts, under the secret of one epoch. */
export class ScriptCodec {
  private readonly hash: KeyedHash;
  private readonly digests: EventDigests;
  private readonly counterTags = new Map<string, Digest>();

  /** @param epoch 16 hexadecimal digits; they are the seed of all digests */
  constructor(
    private readonly keys: AppKeys,
    epoch: string,
  ) {
    const seed = Buffer.from(epoch, 'hex');
    this.hash = new KeyedHash(seed.readInt32LE(0), seed.readInt32LE(4));
    this.digests = new EventDigests(this.hash);
  }

  /** Notes an event, for all counters or for these. */
  encodeEvent(
    program: ScriptProgram,
    event: StateEvent,
    counters: readonly CounterSeries[],
    standing = true,
  ): void {
    for (const counter of counters) {
      if (!countsKind(counter.of, event.kind)) continue;
      const key = this.counterKey(counter, event);
      const id =
        counter.distinct === null ? this.digests.id(event) : this.digests.of(event, counter.distinct);
      if (key !== null && id !== null) program.note(key, counter, encodeDigest(id));
    }
    if (standing) this.encodePermanent(program, event);
  }

  encodeLabelChange(program: ScriptProgram, change: LabelChange): void {
    program.at(change.at);
    program.noteLabel(this.accountKey('l', change.account), change.label, change, RETENTION_MS);
  }

  /** Asks for an item; `answer` makes readings of what comes back, in the same order. */
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
          if (rate !== undefined && key !== null) program.count(key, rate.withinMs);
          break;
        }
        case 'reputation':
        case 'reputationPart':
          program.reputation(this.accountKey('r', accountOf(event, question.of)));
          break;
        case 'labels':
          program.labels(this.accountKey('l', accountOf(event, question.of)));
          break;
        case 'sinceUnblock':
          program.unblock(this.unblockKey(event));
      }
    }
  }

  /** @param next gives what came back, one after the other */
  decodeReading(
    { rates, reputation }: Gathering,
    event: StateEvent,
    question: Question,
    table: SeriesTable,
    { now, lagging }: ReadContext,
    next: () => unknown,
  ): Reading {
    const incomplete = (name: string, from: number) => {
      if (lagging) return Unknown.because('state');
      return table.completeSince(name) > from ? Unknown.because('rebuilding') : null;
    };
    switch (question.kind) {
      case 'rate': {
        const rate = rates[question.rate];
        if (rate === undefined) return Unknown.because('failed');
        const counter = counterForRate(rates, question.rate, event.at, table);
        if (counter === null) return Unknown.because('rebuilding');
        if (lacksDimension(event, counter)) return null;
        const count = Number(next());
        if (count >= rate.saturateAt) return rate.saturateAt;
        return incomplete(counter.name, now - rate.withinMs + 1) ?? count;
      }
      case 'reputation': {
        const days = daysOf(next(), now);
        const unknown = incomplete('reputation', (dayOf(now) - HORIZON_DAYS + 1) * DAY_MS);
        return unknown ?? scoreOf(days, dayOf(now), reputation);
      }
      case 'reputationPart': {
        const days = daysOf(next(), now)[componentNames.indexOf(question.part)] ?? [];
        const unknown = incomplete('reputation', (dayOf(now) - HORIZON_DAYS + 1) * DAY_MS);
        return unknown ?? pointsOf(days, question.part, dayOf(now), reputation);
      }
      case 'labels':
        return labelsInForce(next(), now, incomplete('label', now - RETENTION_MS + 1));
      case 'sinceUnblock': {
        const at = next();
        const unknown = incomplete('unblock', now - RETENTION_MS + 1);
        if (unknown !== null) return unknown;
        if (at === null || Number(at) <= now - RETENTION_MS) return null;
        // A clock ahead of ours may have recorded it.
        return Math.max(0, now - Number(at));
      }
    }
  }

  private encodePermanent(program: ScriptProgram, event: StateEvent): void {
    for (const { account, component, counterpart } of contributionsOf(event)) {
      const day = dayOf(event.at);
      const id = this.hash.ofParts(halfLifeOf(day), [this.digests.ofText(counterpart, event)]);
      const member = componentLetter[component] + encodeDigest(id);
      program.noteReputation(
        this.keys.of('r', this.digests.ofText(account, event)),
        REPUTATION,
        member,
        day * DAY_MS,
      );
    }
    if (event.kind === 'unblock') program.noteUnblock(this.unblockKey(event), RETENTION_MS);
    if (event.kind === 'label' && event.detail !== null) {
      const change = { expiresAt: event.expiresAt, cleared: false };
      program.noteLabel(this.accountKey('l', event.fromAccount), event.detail, change, RETENTION_MS);
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

/** Of the counters that can answer, one that is complete; else any. */
function counterForRate(
  rates: readonly RateSpec[],
  rate: number,
  at: number,
  table: SeriesTable,
): CounterSeries | null {
  const able = table.countersFor(rates)[rate] ?? [];
  const from = at - (rates[rate]?.withinMs ?? 0) + 1;
  return able.find(({ completeFrom }) => completeFrom <= from) ?? able[0] ?? null;
}

function lacksDimension(event: StateEvent, counter: CounterSeries): boolean {
  return event.clientAddress === null && counter.by.includes('clientAddress');
}
