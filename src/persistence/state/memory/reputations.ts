import { componentNames } from '../../../moderation/model/question.js';
import type { ComponentName } from '../../../moderation/model/question.js';
import { accountOf } from '../../../moderation/model/account-role.js';
import type { StateEvent } from '../../../moderation/state/state.js';
import type { AccountRole } from '../../../moderation/model/account-role.js';
import { Unknown } from '../../../moderation/model/reading.js';
import type { Reading } from '../../../moderation/model/reading.js';
import {
  DAY_MS,
  HORIZON_DAYS,
  MAX_KEPT_ENTRIES,
  contributionsOf,
  dayOf,
  halfLifeOf,
  pointsOf,
  scoreOf,
} from '../../../moderation/state/reputation.js';
import type { ReputationWeights } from '../../../moderation/state/component-weights.js';
import type { Contribution } from '../../../moderation/state/reputation.js';
import type { EventDigests } from '../event-digests.js';
import type { KeyedHash } from '../keyed-hash.js';
import type { AddEntry } from './rate-counters.js';
import type { RecentSets } from './recent-sets/recent-sets.js';
import type { OpenSeries, Series } from './recent-sets/series.js';

const NO_DAYS: readonly number[] = [];

/** The days of an account's entries, in the order of `componentNames`; `undefined`: not read yet. */
interface AccountDays {
  readonly account: string;
  readonly days: (readonly number[])[];
  /** Why a component is unknown. */
  readonly unknown: (Unknown | undefined)[];
}

/** The reputations of one app's accounts: for each component, the newest entries by counterpart and half-life, with their days. */
export class Reputations {
  readonly series: readonly Series[];
  private readonly byComponent: ReadonlyMap<ComponentName, Series>;
  /** Cache of the current packet. */
  private read: AccountDays[] = [];

  constructor(
    private readonly sets: RecentSets,
    private readonly hash: KeyedHash,
    private readonly digests: EventDigests,
    open: OpenSeries,
  ) {
    this.byComponent = new Map(
      componentNames.map((name) => [
        name,
        open(`reputation ${name}`, HORIZON_DAYS * DAY_MS, MAX_KEPT_ENTRIES),
      ]),
    );
    this.series = [...this.byComponent.values()];
  }

  /** Begins a packet: the cache of the one before is out of date. */
  beginPacket(): void {
    this.read = [];
  }

  record(event: StateEvent, add: AddEntry): void {
    const contributions = contributionsOf(event);
    this.dropStale(event, contributions);
    for (const { account, component, counterpart } of contributions) {
      const series = this.byComponent.get(component);
      if (series === undefined) continue;
      const day = dayOf(event.at);
      const key = this.hash.ofParts(series.number, [this.digests.ofText(account, event)]);
      const id = this.hash.ofParts(halfLifeOf(day), [this.digests.ofText(counterpart, event)]);
      add(series, key, { at: day * DAY_MS, id });
    }
  }

  /** The score of an account of the event that was recorded last. */
  score(of: AccountRole, event: StateEvent, now: number, weights: ReputationWeights): Reading {
    const read = this.readOf(accountOf(event, of));
    for (let component = 0; component < componentNames.length; component++) {
      const days = this.daysOf(read, component, event, now);
      if (days instanceof Unknown) return days;
    }
    return scoreOf(read.days, dayOf(now), weights);
  }

  /** The points that one component adds to the score. */
  points(
    { of, part }: { readonly of: AccountRole; readonly part: ComponentName },
    event: StateEvent,
    now: number,
    weights: ReputationWeights,
  ): Reading {
    const days = this.daysOf(this.readOf(accountOf(event, of)), componentNames.indexOf(part), event, now);
    return days instanceof Unknown ? days : pointsOf(days, part, dayOf(now), weights);
  }

  /** Keeps cached only the accounts that all items of a packet share, unless the event changes them. */
  private dropStale(event: StateEvent, contributions: readonly Contribution[]): void {
    if (this.read.length === 0) return;
    this.read = this.read.filter(
      ({ account }) =>
        (account === event.fromAccount || account === event.requesterAccount) &&
        contributions.every((contribution) => contribution.account !== account),
    );
  }

  /** The cache entry of an account: several facts read the same one, and all items of a packet the answering one. */
  private readOf(account: string): AccountDays {
    for (const read of this.read) if (read.account === account) return read;
    const read: AccountDays = { account, days: [], unknown: [] };
    this.read.push(read);
    return read;
  }

  private daysOf(
    read: AccountDays,
    component: number,
    event: StateEvent,
    now: number,
  ): readonly number[] | Unknown {
    const before = read.days[component] ?? read.unknown[component];
    if (before !== undefined) return before;
    const days = this.readDays(read.account, component, event, now);
    if (days instanceof Unknown) read.unknown[component] = days;
    else read.days[component] = days;
    return days;
  }

  private readDays(
    account: string,
    component: number,
    event: StateEvent,
    now: number,
  ): readonly number[] | Unknown {
    const series = this.series[component];
    if (series === undefined) return NO_DAYS;
    const today = dayOf(now);
    if (series.completeFrom > (today - HORIZON_DAYS + 1) * DAY_MS) return Unknown.because('rebuilding');
    const key = this.hash.ofParts(series.number, [this.digests.ofText(account, event)]);
    const times = this.sets.times(series, key, (today - HORIZON_DAYS) * DAY_MS);
    if (times === null) return Unknown.because('capacity');
    return times.length === 0 ? NO_DAYS : times.map(dayOf);
  }
}
