import * as fc from 'fast-check';
import { MAX_KEPT_ENTRIES } from '../../../src/moderation/state/reputation.js';
import type { ReputationWeights } from '../../../src/moderation/state/component-weights.js';
import type { LabelChange, RateSpec, StateEvent } from '../../../src/moderation/state/state.js';
import { anEvent } from './an-event.js';
import { APP, NOW } from './gatherings.js';
import type { Dimension } from '../../../src/moderation/model/question.js';

const SECOND = 1_000;
const DAY = 86_400_000;

type Item = Pick<
  StateEvent,
  'kind' | 'fromAccount' | 'requesterAccount' | 'toAccount' | 'clientAddress' | 'detail'
>;

/** A packet on its way to a replica, and what comes of it. */
export interface Step {
  readonly replica: number;
  /** Packets of the same body are copies of each other. */
  readonly body: number;
  /** Milliseconds since the packet before. */
  readonly later: number;
  readonly items: readonly Item[];
  readonly verdicts: readonly {
    readonly item: number;
    readonly kind: 'deny' | 'flag' | 'label';
    readonly detail: string;
    readonly forMs: number | null;
  }[];
  /** How many packets come before it is settled. */
  readonly settledAfter: number;
  readonly twice: boolean;
}

/** Everything that happens in one run. */
export interface Scenario {
  readonly past: readonly StateEvent[];
  readonly rates: readonly RateSpec[];
  readonly weights: ReputationWeights;
  readonly steps: readonly Step[];
}

export function aScenario(): fc.Arbitrary<Scenario> {
  return fc.record({
    past: fc.array(aPastEvent(), { maxLength: 20 }),
    rates: fc.array(aRandomRate(), { maxLength: 4 }),
    weights: someWeights(),
    steps: fc.array(aStep(), { maxLength: 25 }),
  });
}

export function aRandomRate(): fc.Arbitrary<RateSpec> {
  const sets: Dimension[][] = [
    ['fromAccount'],
    ['toAccount'],
    ['clientAddress'],
    ['app'],
    ['fromAccount', 'toAccount'],
    ['fromAccount', 'requesterAccount', 'clientAddress'],
  ];
  return fc.record({
    of: fc.constantFrom('response', 'agree', 'reject', 'deny', 'flag'),
    by: fc.constantFrom(...sets),
    distinct: fc.constantFrom(null, null, 'toAccount', 'clientAddress'),
    withinMs: fc.constantFrom(SECOND, 2 * SECOND, 60 * SECOND, DAY, 30 * DAY),
    saturateAt: fc.constantFrom(1, 2, 3, 21, 1_000),
  });
}

/** A change of one of few labels at one of few moments, so that changes collide. */
export function aLabelChange(): fc.Arbitrary<LabelChange> {
  return fc.record({
    appId: fc.constant(APP),
    account: fc.constantFrom('a', 'a', 'b'),
    label: fc.constantFrom('x', '__proto__', '\ufb01', '\u{1f600}'),
    at: fc.integer({ min: -3, max: 1 }).map((seconds) => NOW + seconds * SECOND),
    expiresAt: fc.constantFrom(null, NOW, NOW + 1, NOW + DAY),
    cleared: fc.boolean(),
  });
}

function aPastEvent(): fc.Arbitrary<StateEvent> {
  const before = fc.oneof(
    // The database's clock may be ahead.
    fc.integer({ min: -3 * SECOND, max: 5 * SECOND }),
    fc.integer({ min: 0, max: 34 }).map((days) => days * DAY),
  );
  const all = { before, item: anItem('deny', 'flag'), number: fc.nat(30) };
  return fc.record(all).map(({ before: ms, item, number }) => {
    return anEvent({ ...item, at: NOW - ms, source: `past ${number} ${ms}` });
  });
}

function aStep(): fc.Arbitrary<Step> {
  return fc.record({
    replica: fc.nat(1),
    body: fc.nat(30),
    later: fc.oneof(
      { weight: 6, arbitrary: fc.nat(3 * SECOND) },
      fc.constantFrom(0, 1, 30 * SECOND, DAY, 5 * DAY),
    ),
    items: fc.array(anItem(), { minLength: 1, maxLength: 4 }),
    verdicts: fc.array(
      fc.record({
        item: fc.nat(3),
        kind: fc.constantFrom('deny', 'flag', 'label'),
        detail: fc.constantFrom('x', 'y', '__proto__'),
        forMs: fc.constantFrom(null, 1, SECOND, DAY),
      }),
      { maxLength: 3 },
    ),
    settledAfter: fc.nat(2),
    twice: fc.boolean(),
  });
}

function anItem(...more: readonly StateEvent['kind'][]): fc.Arbitrary<Item> {
  const account = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c') },
    fc.constantFrom('', '\0', '__proto__', '\ud800', ':'),
  );
  return fc.record({
    kind: fc.constantFrom<StateEvent['kind'][]>('agree', 'agree', 'reject', 'response', 'unblock', ...more),
    fromAccount: account,
    requesterAccount: account,
    toAccount: account,
    clientAddress: fc.constantFrom(null, '192.0.2.1', '2001:db8::1'),
    detail: fc.constantFrom('x', 'y'),
  });
}

function someWeights(): fc.Arbitrary<ReputationWeights> {
  const one = fc.record({
    weight: fc.integer({ min: -20, max: 20 }),
    keeps: fc.integer({ min: 0, max: MAX_KEPT_ENTRIES }),
  });
  const components = {
    agreed: one,
    rejected: one,
    unblocked: one,
    denied: one,
    deniedAsRequester: one,
    flagged: one,
  };
  return fc.record({ start: fc.integer({ min: 0, max: 100 }), components: fc.record(components) });
}
