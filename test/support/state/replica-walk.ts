import { expect } from '@jest/globals';
import type { Reading } from '../../../src/moderation/model/reading.js';
import { componentNames, type Question } from '../../../src/moderation/model/question.js';
import type { ReputationWeights } from '../../../src/moderation/state/component-weights.js';
import { COPY_WINDOW_MS } from '../../../src/moderation/state/state.js';
import type { RateSpec, State, StateEvent } from '../../../src/moderation/state/state.js';
import { anEvent } from './an-event.js';
import { aGathering, APP, NOW, ratesAsked, readingsOf } from './gatherings.js';
import { NaiveState } from './naive-state.js';
import type { Step } from './random-packets.js';
import { accountOf, accountRoles } from '../../../src/moderation/model/account-role.js';

/** By how much the clock of the second replica is behind. */
export const SKEW_MS = 2_000;

interface Asked {
  readonly rates: readonly RateSpec[];
  readonly weights: ReputationWeights;
}

/** Takes packets to replicas and to a list of all events, and compares what they say. */
export class ReplicaWalk {
  readonly naive = new NaiveState();
  private readonly firsts = new Map<string, number>();
  private count = 0;
  /** No clock shows less than when the past was read. */
  private time = NOW + SKEW_MS;
  private readonly unsettled: { readonly left: number; readonly settle: () => Promise<void> }[] = [];

  constructor(
    private readonly at: (replica: number) => State,
    private readonly asked: Asked,
  ) {}

  async take(step: Step): Promise<void> {
    this.time += step.later;
    const time = this.time - (step.replica === 1 ? SKEW_MS : 0);
    const source = `packet ${this.count++}`;
    const fingerprint = `fingerprint ${step.body}`;
    const events = step.items.map((item, i) => anEvent({ ...item, source, item: i, at: time }));
    const { rates, weights: reputation } = this.asked;
    const questions = [...ratesAsked(rates), ...standingQuestions];
    const packet = { appId: APP, source, fingerprint, at: time };
    const gathering = { ...packet, rates, reputation, events, questions };
    const gathered = await this.at(step.replica).gather(gathering);
    if (time < (this.firsts.get(fingerprint) ?? Number.NEGATIVE_INFINITY) + COPY_WINDOW_MS) {
      same(gathered.kind, 'copy');
    } else {
      this.firsts.set(fingerprint, time);
      this.naive.advance(time);
      const expected = events.map((event) => {
        this.naive.record(event);
        return questions.map((question) => this.expected(question, event));
      });
      same(readingsOf(gathered), expected);
      const verdicts = verdictsOf(step, source, time);
      this.owe(step, { appId: APP, source, fingerprint, answer: '{}', events: verdicts });
    }
    await this.pay();
  }

  private owe(step: Step, settlement: Parameters<State['settle']>[0]): void {
    const settle = async () => {
      const state = this.at(step.replica);
      state.settle(settlement);
      if (step.twice) state.settle(settlement);
      await settled(state, settlement.source);
      for (const event of settlement.events) this.naive.record(event);
    };
    this.unsettled.push({ left: step.settledAfter, settle });
  }

  /** Settles what has waited for long enough. */
  private async pay(): Promise<void> {
    const all = this.unsettled.splice(0);
    for (const one of all) {
      if (one.left === 0) await one.settle();
      else this.unsettled.push({ ...one, left: one.left - 1 });
    }
  }

  private expected(question: Question, event: StateEvent): Reading {
    switch (question.kind) {
      case 'rate': {
        const rate = this.asked.rates[question.rate];
        return rate === undefined ? null : this.naive.rate(rate, event);
      }
      case 'reputation':
        return this.naive.reputation(APP, accountOf(event, question.of), this.asked.weights);
      case 'reputationPart':
        return this.naive.reputationPart(
          APP,
          accountOf(event, question.of),
          question.part,
          this.asked.weights,
        );
      case 'labels':
        return this.naive.labels(APP, accountOf(event, question.of));
      case 'sinceUnblock':
        return this.naive.sinceUnblock(APP, event.fromAccount, event.toAccount);
    }
  }
}

export function same(found: unknown, wanted: unknown): void {
  // oxlint-disable-next-line jest/no-standalone-expect -- called by tests only
  expect(found).toEqual(wanted);
}

const standingQuestions: readonly Question[] = [
  ...accountRoles.map((of): Question => ({ kind: 'reputation', of })),
  ...componentNames.map((part): Question => ({ kind: 'reputationPart', of: 'from', part })),
  { kind: 'labels', of: 'from' },
  { kind: 'sinceUnblock' },
];

function verdictsOf({ items, verdicts }: Step, source: string, at: number): readonly StateEvent[] {
  return verdicts.flatMap(({ item, ...verdict }) => {
    const judged = items[item];
    const expiresAt = verdict.kind === 'label' && verdict.forMs !== null ? at + verdict.forMs : null;
    if (judged === undefined) return [];
    return [anEvent({ ...judged, kind: verdict.kind, detail: verdict.detail, source, item, at, expiresAt })];
  });
}

/** Earlier packets are visible to all afterwards: one replica's packets are taken in order. */
export async function settled(state: State, source: string): Promise<void> {
  await state.gather(
    aGathering({ source: `after ${source}`, fingerprint: `after ${source}`, at: 0, events: [] }),
  );
}
