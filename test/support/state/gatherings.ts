import type { Reading } from '../../../src/moderation/model/reading.js';
import { defaultWeights } from '../../../src/moderation/state/reputation.js';
import type {
  Gathered,
  Gathering,
  RateSpec,
  State,
  StateEvent,
} from '../../../src/moderation/state/state.js';
import { anEvent } from './an-event.js';
import type { Question } from '../../../src/moderation/model/question.js';

/** A state under test, with what is recorded of the past; `ready` resolves once all of it was taken in. */
export interface OpenedState {
  readonly state: State;
  /** States of other replicas, where it is shared. */
  readonly others?: readonly State[];
  ready(): Promise<void>;
  close(): Promise<void>;
}
/** @param replicas how many are to share it, where it can be shared */
export type OpenState = (past: readonly StateEvent[], now: number, replicas: number) => Promise<OpenedState>;

export const APP = '1400000000';
export const NOW = 1_800_000_000_000;

export function aRate(changes: Partial<RateSpec> = {}): RateSpec {
  return { of: 'agree', by: ['fromAccount'], distinct: null, withinMs: 600_000, saturateAt: 21, ...changes };
}

/** Asks for every rate. */
export function ratesAsked(rates: readonly RateSpec[]): readonly Question[] {
  return rates.map((_, rate) => ({ kind: 'rate', rate }));
}

/** A packet of one agreement that asks for every rate, or whatever the test says. */
export function aGathering(changes: Partial<Gathering> = {}): Gathering {
  const { appId = APP, source = 'source', at = NOW, rates = [] } = changes;
  const questions = ratesAsked(rates);
  const packet = { appId, source, fingerprint: source, at, rates, reputation: defaultWeights };
  return { ...packet, events: [anEvent({ appId, source, at })], questions, ...changes };
}

/** The readings of a packet that is the first of its kind. */
export function readingsOf(gathered: Gathered): readonly (readonly Reading[])[] {
  if (gathered.kind === 'copy') throw new Error(`a copy of ${gathered.of}`);
  return gathered.readings;
}
