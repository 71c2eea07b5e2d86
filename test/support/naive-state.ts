import { contributionsOf, reputationComponents } from '../../src/moderation/reputation.js';
import type { ComponentName } from '../../src/moderation/reputation.js';
import type { Dimension, RateSpec, StateEvent } from '../../src/moderation/state.js';

const DAY_MS = 86_400_000;

/** What a state should say, worked out from a list of everything that ever happened, without any bound. */
export class NaiveState {
  private readonly events = new Map<string, StateEvent>();
  private now = 0;

  advance(now: number): void {
    this.now = Math.max(this.now, now);
  }

  record(event: StateEvent): void {
    this.events.set(JSON.stringify([event.appId, event.source, event.item, event.kind]), event);
  }

  rate(spec: RateSpec, of: StateEvent): number | null {
    if (spec.by.some((dimension) => valueOf(of, dimension) === null)) return null;
    const counted = this.all(of.appId).filter(
      (event) =>
        (event.kind === spec.of ||
          (spec.of === 'response' && (event.kind === 'agree' || event.kind === 'reject'))) &&
        event.at > this.now - spec.withinMs &&
        event.at <= this.now &&
        spec.by.every((dimension) => valueOf(event, dimension) === valueOf(of, dimension)),
    );
    const { distinct } = spec;
    const values = counted.map((event) => (distinct === null ? event : valueOf(event, distinct)));
    return Math.min(new Set(values.filter((value) => value !== null)).size, spec.saturateAt);
  }

  reputation(appId: string, account: string): number {
    return naiveReputation(this.all(appId), account, this.now);
  }

  labels(appId: string, account: string): readonly string[] {
    const labels = this.all(appId).filter(
      (event) => event.kind === 'label' && event.fromAccount === account && event.at > this.now - 35 * DAY_MS,
    );
    return [...new Set(labels.flatMap((event) => event.detail ?? []))].sort();
  }

  sinceUnblock(appId: string, fromAccount: string, toAccount: string): number | null {
    const times = this.all(appId)
      .filter((event) => event.kind === 'unblock' && event.at > this.now - 35 * DAY_MS)
      .filter((event) => event.fromAccount === fromAccount && event.toAccount === toAccount)
      .map((event) => event.at);
    return times.length === 0 ? null : this.now - Math.max(...times);
  }

  private all(appId: string): readonly StateEvent[] {
    return [...this.events.values()].filter((event) => event.appId === appId);
  }
}

/** The score of an account as the document defines it, from all events at once. */
export function naiveReputation(events: readonly StateEvent[], account: string, now: number): number {
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
  let sum = 50 * 65_536;
  for (const [name, entries] of latest) {
    const { weight, keeps } = reputationComponents[name];
    const ages = [...entries.values()].map((day) => today - day).sort((a, b) => a - b);
    for (const age of ages.slice(0, keeps)) {
      sum += age < 28 ? weight * Math.round(65_536 * 2 ** (-Math.max(0, age) / 7)) : 0;
    }
  }
  return Math.min(100, Math.max(0, Math.floor(sum / 65_536)));
}

function valueOf(event: StateEvent, dimension: Dimension): string | null {
  return dimension === 'app' ? event.appId : event[dimension];
}
