import { componentNames, type ComponentName } from '../model/question.js';
import type { ComponentWeight, ReputationWeights } from './component-weights.js';
import type { StateEvent } from './state.js';

/**
 * A reputation is a fold over recorded events that neither their order nor their repetition changes: a score of 0 to 100 in
 * integers, so that every adapter and every rebuild comes to the same number. `docs/reputation.md` explains it to staff.
 */
const HALF_LIFE_DAYS = 7;
/** Entries this old or older count no more. Events are kept for longer than this, so a rebuild sees all that counts. */
export const HORIZON_DAYS = 28;
export const DAY_MS = 86_400_000;

/** Weight of an entry in 65,536ths of its component's weight, by age in days: 65536 · 2^(−age/7), rounded. */
export const decay: readonly number[] = [
  65536, 59358, 53761, 48693, 44102, 39945, 36179, 32768, 29679, 26881, 24347, 22051, 19972, 18089, 16384,
  14839, 13440, 12173, 11026, 9986, 9045, 8192, 7420, 6720, 6087, 5513, 4993, 4522,
];
const WHOLE = 65_536;

/** States keep so many of the newest entries of a component, so that other weights need no rebuild; no `keeps` is larger. */
export const MAX_KEPT_ENTRIES = 32;

/** One thing that raises or lowers a reputation. */
export interface ReputationComponent extends ComponentWeight {
  /** For staff. */
  readonly words: string;
}

export const reputationComponents = {
  agreed: { weight: 1, keeps: 10, words: 'Somebody agreed to a request of this account' },
  rejected: { weight: -1, keeps: 10, words: 'Somebody rejected a request of this account' },
  unblocked: { weight: 1, keeps: 3, words: 'Somebody took this account off a blocklist' },
  denied: { weight: -7, keeps: 4, words: 'A rule denied an answer of this account' },
  deniedAsRequester: {
    weight: -7,
    keeps: 3,
    words: 'A rule denied an answer that this account issued for another',
  },
  flagged: { weight: -5, keeps: 4, words: 'A rule flagged this account' },
} as const satisfies Record<ComponentName, ReputationComponent>;

/** The weights of a rule set that has none of its own. */
export const defaultWeights: ReputationWeights = { start: 50, components: reputationComponents };
/** An entry that an event adds to an account's reputation. */
export interface Contribution {
  readonly account: string;
  readonly component: ComponentName;
  /**
   * The cause, which counts once per half-life: an account, or the rule that acted. So a rule that denies for low reputation lowers
   * it further once a half-life, however often it denies.
   */
  readonly counterpart: string;
}

/** The entries that an event adds to reputations. */
export function contributionsOf(event: StateEvent): readonly Contribution[] {
  switch (event.kind) {
    case 'agree':
      // An account that agrees to its own request proves nothing.
      return event.requesterAccount === event.toAccount ? [] : byAccount('agreed', event);
    case 'reject':
      return byAccount('rejected', event);
    case 'unblock':
      return byAccount('unblocked', event);
    case 'deny':
      return denied(event);
    case 'flag':
      return [{ account: event.fromAccount, component: 'flagged', counterpart: event.detail ?? '' }];
    case 'response':
    case 'label':
      return [];
  }
}

function byAccount(component: ComponentName, event: StateEvent): readonly Contribution[] {
  if (event.fromAccount === event.toAccount) return [];
  return [{ account: event.toAccount, component, counterpart: event.fromAccount }];
}

function denied(event: StateEvent): readonly Contribution[] {
  const counterpart = event.detail ?? '';
  const own: Contribution = { account: event.fromAccount, component: 'denied', counterpart };
  if (event.requesterAccount === event.fromAccount) return [own];
  return [own, { account: event.requesterAccount, component: 'deniedAsRequester', counterpart }];
}

/** Days since the epoch, in UTC, of a time in milliseconds. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY_MS);
}

/** The half-life to which a day belongs. A counterpart has one entry per half-life, at its latest day. */
export function halfLifeOf(day: number): number {
  return Math.floor(day / HALF_LIFE_DAYS);
}

/** The days of an account's newest entries: a list for each component, in the order of `componentNames`. */
export type ReputationDays = readonly (readonly number[])[];

const NO_DAYS: readonly number[] = [];

/** The score of an account, 0 to 100, on a day. */
export function scoreOf(
  days: ReputationDays,
  nowDay: number,
  { start, components }: ReputationWeights,
): number {
  let sum = start * WHOLE;
  let at = 0;
  for (const name of componentNames) sum += weightedSum(days[at++] ?? NO_DAYS, nowDay, components[name]);
  return Math.min(100, Math.max(0, Math.floor(sum / WHOLE)));
}

/** The points that one component adds to the score on a day, rounded towards zero. */
export function pointsOf(
  days: readonly number[],
  component: ComponentName,
  nowDay: number,
  { components }: ReputationWeights,
): number {
  // No −0: it is written as 0, and compares with itself only by luck.
  return Math.trunc(weightedSum(days, nowDay, components[component]) / WHOLE) + 0;
}

/** In 65,536ths of a point. */
function weightedSum(days: readonly number[], nowDay: number, { weight, keeps }: ComponentWeight): number {
  const newest = days.length > keeps ? days.toSorted((a, b) => b - a).slice(0, keeps) : days;
  let sum = 0;
  for (const day of newest) sum += weight * (decay[Math.max(0, nowDay - day)] ?? 0);
  return sum;
}
