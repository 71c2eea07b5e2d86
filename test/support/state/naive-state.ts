import { contributionsOf, defaultWeights } from '../../../src/moderation/state/reputation.js';
import type { ReputationWeights } from '../../../src/moderation/state/component-weights.js';
import type { LabelChange, RateSpec, StateEvent } from '../../../src/moderation/state/state.js';
import type { ComponentName, Dimension } from '../../../src/moderation/model/question.js';

const DAY_MS = 86_400_000;

/** The correct readings of a state, computed from a list of all events, without any bound. */
export class NaiveState {
  private readonly events = new Map<string, StateEvent>();
  private readonly marks: LabelChange[] = [];
  private now = 0;

  advance(now: number): void {
    this.now = Math.max(this.now, now);
  }

  record(event: StateEvent): void {
    const { appId, source, item, kind, detail, expiresAt } = event;
    this.events.set(JSON.stringify([appId, source, item, kind, detail, expiresAt]), event);
  }

  rate(spec: RateSpec, of: StateEvent): number | null {
    if (spec.by.some((dimension) => valueOf(of, dimension) === null)) return null;
    const counted = this.all(of.appId).filter(
      (event) =>
        (event.kind === spec.of ||
          (spec.of === 'response' && (event.kind === 'agree' || event.kind === 'reject'))) &&
        // Events recorded by clocks ahead of ours count, too.
        event.at > this.now - spec.withinMs &&
        spec.by.every((dimension) => valueOf(event, dimension) === valueOf(of, dimension)),
    );
    const { distinct } = spec;
    const values = counted.map((event) =>
      distinct === null ? JSON.stringify([event.source, event.item]) : valueOf(event, distinct),
    );
    return Math.min(new Set(values.filter((value) => value !== null)).size, spec.saturateAt);
  }

  reputation(appId: string, account: string, weights = defaultWeights): number {
    return naiveReputation(this.all(appId), account, this.now, weights);
  }

  reputationPart(appId: string, account: string, part: ComponentName, weights: ReputationWeights): number {
    return Math.trunc(naiveParts(this.all(appId), account, this.now, weights).get(part) ?? 0) + 0;
  }

  mark(change: LabelChange): void {
    this.marks.push(change);
  }

  labels(appId: string, account: string): readonly string[] {
    const latest = new Map<string, LabelChange>();
    for (const change of [...this.marks, ...this.all(appId).flatMap(labelChangeOf)]) {
      if (change.appId !== appId || change.account !== account) continue;
      const before = latest.get(change.label);
      if (before === undefined || wins(change, before)) latest.set(change.label, change);
    }
    const inForce = [...latest.values()].filter(
      ({ cleared, expiresAt }) => !cleared && (expiresAt === null || this.now < expiresAt),
    );
    // By code point, unlike strings.
    return inForce.map(({ label }) => label).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }

  sinceUnblock(appId: string, fromAccount: string, toAccount: string): number | null {
    const times = this.all(appId)
      .filter((event) => event.kind === 'unblock' && event.at > this.now - 35 * DAY_MS)
      .filter((event) => event.fromAccount === fromAccount && event.toAccount === toAccount)
      .map((event) => event.at);
    return times.length === 0 ? null : Math.max(0, this.now - Math.max(...times));
  }

  private all(appId: string): readonly StateEvent[] {
    return [...this.events.values()].filter((event) => event.appId === appId);
  }
}

/** The score of an account as the document defines it, from all events at once. */
export function naiveReputation(
  events: readonly StateEvent[],
  account: string,
  now: number,
  weights = defaultWeights,
): number {
  const parts = naiveParts(events, account, now, weights);
  const sum = [...parts.values()].reduce((whole, part) => whole + part, weights.start);
  return Math.min(100, Math.max(0, Math.floor(sum)));
}

/** Points of each component; multiples of 1/65,536, so that sums of them are exact. */
function naiveParts(
  events: readonly StateEvent[],
  account: string,
  now: number,
  weights: ReputationWeights,
): ReadonlyMap<ComponentName, number> {
  const today = Math.floor(now / DAY_MS);
  const latest = new Map<ComponentName, Map<string, number>>();
  for (const event of events) {
    const day = Math.floor(event.at / DAY_MS);
    for (const one of contributionsOf(event)) {
      if (one.account !== account) continue;
      const entries = latest.get(one.component) ?? new Map<string, number>();
      const entry = JSON.stringify([one.counterpart, Math.floor(day / 7)]);
      entries.set(entry, Math.max(day, entries.get(entry) ?? 0));
      latest.set(one.component, entries);
    }
  }
  return new Map(
    [...latest].map(([name, entries]) => [name, pointsOf([...entries.values()], weights, name)]),
  );

  function pointsOf(days: readonly number[], { components }: ReputationWeights, name: ComponentName): number {
    const { weight, keeps } = components[name];
    const ages = days.map((day) => today - day).sort((a, b) => a - b);
    return ages
      .slice(0, keeps)
      .filter((age) => age < 28)
      .reduce((sum, age) => sum + (weight * Math.round(65_536 * 2 ** (-Math.max(0, age) / 7))) / 65_536, 0);
  }
}

function labelChangeOf({ kind, detail, fromAccount, appId, at, expiresAt }: StateEvent): LabelChange[] {
  if (kind !== 'label' || detail === null) return [];
  return [{ appId, account: fromAccount, label: detail, at, expiresAt, cleared: false }];
}

function wins(one: LabelChange, other: LabelChange): boolean {
  if (one.at !== other.at) return one.at > other.at;
  if (one.cleared !== other.cleared) return one.cleared;
  return (one.expiresAt ?? Number.POSITIVE_INFINITY) > (other.expiresAt ?? Number.POSITIVE_INFINITY);
}

function valueOf(event: StateEvent, dimension: Dimension): string | null {
  return dimension === 'app' ? event.appId : event[dimension];
}
