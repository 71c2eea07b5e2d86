import { accountOf } from '../../../moderation/model/account-role.js';
import type { Question } from '../../../moderation/model/question.js';
import type { Reading } from '../../../moderation/model/reading.js';
import type { Gathering, LabelChange, StateEvent, RateSpec } from '../../../moderation/state/state.js';
import { EventDigests } from '../event-digests.js';
import type { KeyedHash } from '../keyed-hash.js';
import { LabelTable } from './label-table.js';
import { RateCounters } from './rate-counters.js';
import type { AddEntry } from './rate-counters.js';
import type { RecentSets } from './recent-sets/recent-sets.js';
import type { OpenSeries, Series } from './recent-sets/series.js';
import { Reputations } from './reputations.js';
import { Unblocks } from './unblocks.js';

const DROP_IDLE_EVERY_MS = 60_000;

/** The state of one app. */
export class AppState {
  private readonly rates: RateCounters;
  private readonly reputations: Reputations;
  private readonly labels: LabelTable;
  private readonly unblocks: Unblocks;
  private idleDroppedAt: number;
  private readonly addLive: AddEntry = (series, key, entry) => this.sets.add(series, key, entry, false);

  constructor(
    private readonly sets: RecentSets,
    hash: KeyedHash,
    app: string,
    /** Milliseconds: the latest time seen. An event that comes late is read as of then. */
    private now: number,
  ) {
    const open: OpenSeries = (name, keepMs, keepCount) =>
      sets.open({ app, name, keepMs, keepCount }, this.now + 1);
    const digests = new EventDigests(hash);
    this.rates = new RateCounters(sets, hash, digests, open);
    this.reputations = new Reputations(sets, hash, digests, open);
    this.labels = new LabelTable(hash);
    this.unblocks = new Unblocks(sets, hash, digests, open);
    this.idleDroppedAt = now;
  }

  /** The series that every rule set needs. */
  get permanentSeries(): readonly Series[] {
    return [...this.reputations.series, this.unblocks.series];
  }

  /** All series. */
  get series(): readonly Series[] {
    return [...this.permanentSeries, ...this.rates.series];
  }

  /** Opens the counters that rates need. @returns the new ones */
  prepare(rates: readonly RateSpec[], now: number): readonly Series[] {
    this.advance(now);
    return this.rates.prepare(rates, this.now);
  }

  isPrepared(rates: readonly RateSpec[]): boolean {
    return this.rates.isPrepared(rates);
  }

  gather(gathering: Gathering): readonly (readonly Reading[])[] {
    this.advance(gathering.at);
    this.reputations.beginPacket();
    const { events, questions } = gathering;
    return events.map((event) => {
      this.addTo(event, this.addLive);
      return questions.map((question) => this.read(question, gathering, event));
    });
  }

  record(event: StateEvent): void {
    this.advance(event.at);
    if (event.kind === 'label') this.labels.apply(labelChangeOf(event));
    this.addTo(event, this.addLive);
  }

  applyLabelChange(change: LabelChange): void {
    this.labels.apply(change);
  }

  /** All labels of before the start have been applied. */
  completeLabels(): void {
    this.labels.isComplete = true;
  }

  get areLabelsComplete(): boolean {
    return this.labels.isComplete;
  }

  get evictedLabels(): number {
    return this.labels.evictions;
  }

  /** Takes an event of the past, for these series only; for all with `null`. Labels of the past come by `mark`. */
  recordPast(event: StateEvent, wanted: ReadonlySet<Series> | null): void {
    this.addTo(event, (series, key, entry) => {
      if (wanted?.has(series) ?? true) this.sets.add(series, key, entry, true);
    });
  }

  private addTo(event: StateEvent, add: AddEntry): void {
    this.rates.record(event, add);
    this.reputations.record(event, add);
    this.unblocks.record(event, add);
  }

  private read(question: Question, { rates, reputation }: Gathering, event: StateEvent): Reading {
    switch (question.kind) {
      case 'rate':
        return this.rates.read(rates, question.rate, event, this.now);
      case 'reputation':
        return this.reputations.score(question.of, event, this.now, reputation);
      case 'reputationPart':
        return this.reputations.points(question, event, this.now, reputation);
      case 'labels':
        return this.labels.read(accountOf(event, question.of), this.now);
      case 'sinceUnblock':
        return this.unblocks.read(event, this.now);
    }
  }

  private advance(now: number): void {
    if (now > this.now) this.now = now;
    this.sets.advance(this.now);
    if (this.now - this.idleDroppedAt < DROP_IDLE_EVERY_MS) return;
    this.idleDroppedAt = this.now;
    this.rates.dropIdle(this.now);
  }
}

/** A rule's label is a change like those of staff. */
function labelChangeOf({ fromAccount, detail, at, expiresAt }: StateEvent): Omit<LabelChange, 'appId'> {
  return { account: fromAccount, label: detail ?? '', at, expiresAt, cleared: false };
}
