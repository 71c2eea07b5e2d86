import { expect } from '@jest/globals';
import * as fc from 'fast-check';
import type { Question } from '../../../src/moderation/model/question.js';
import { defaultWeights } from '../../../src/moderation/state/reputation.js';
import type { RateSpec, State, StateEvent } from '../../../src/moderation/state/state.js';
import { anEvent } from './an-event.js';
import { NOW, ratesAsked, readingsOf } from './gatherings.js';
import type { NaiveState } from './naive-state.js';

const SECOND = 1_000;
const DAY = 86_400_000;
/** Names of accounts that have confused stores. */
const hostile = [
  'a',
  'b',
  'ab',
  '',
  '\0',
  'a\0',
  '\0b',
  '__proto__',
  'constructor',
  '1 a',
  '\ud800',
  ' ',
  ':',
];

/** Applies an event to both states, and expects the same readings of it. */
export async function expectSame(
  state: State,
  naive: NaiveState,
  event: StateEvent,
  rates: readonly RateSpec[],
) {
  const { appId, source, at, fromAccount, toAccount } = event;
  naive.advance(at);
  naive.record(event);
  if (event.kind === 'deny' || event.kind === 'flag' || event.kind === 'label') {
    state.settle({ appId, source, fingerprint: source, answer: '{}', events: [event] });
    return;
  }
  const questions: Question[] = [
    ...ratesAsked(rates),
    { kind: 'reputation', of: 'to' },
    { kind: 'reputation', of: 'from' },
    { kind: 'sinceUnblock' },
    { kind: 'labels', of: 'from' },
  ];
  const gathered = await state.gather({
    appId,
    source,
    fingerprint: `${source}${at}`,
    at,
    rates,
    reputation: defaultWeights,
    events: [event],
    questions,
  });
  expect(readingsOf(gathered)).toEqual([
    [
      ...rates.map((rate) => naive.rate(rate, event)),
      naive.reputation(appId, toAccount),
      naive.reputation(appId, fromAccount),
      naive.sinceUnblock(appId, fromAccount, toAccount),
      naive.labels(appId, fromAccount),
    ],
  ]);
}

/** Events of the last 40 days, some recorded before the state was opened, then live ones whose times go to and fro. */
export function aRandomHistory() {
  const account = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('a', 'b') }, fc.constantFrom(...hostile));
  const step = fc
    .record({
      past: fc.boolean(),
      offset: fc.oneof(
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 90 }).map((seconds) => seconds * SECOND),
        fc.integer({ min: 0, max: 40 }).map((days) => days * DAY),
      ),
      number: fc.nat(30),
      item: fc.nat(2),
      kind: fc.constantFrom('agree', 'agree', 'reject', 'response', 'deny', 'flag', 'label', 'unblock'),
      fromAccount: account,
      requesterAccount: account,
      toAccount: account,
      clientAddress: fc.constantFrom(null, '192.0.2.1', '2001:db8::1'),
      detail: fc.constantFrom('x', 'y', '__proto__'),
    })
    .map(({ past, offset, number, ...rest }) => {
      // Before it was opened time is counted backwards, and afterwards forwards.
      const at = past ? NOW - offset : NOW + offset;
      return { past, event: anEvent({ ...rest, at, source: `${number} ${at}` }) };
    });
  // The same name has the same content, as with real records.
  return fc.array(step, { maxLength: 80 }).map((steps) => {
    const byName = new Map<string, (typeof steps)[number]>();
    return steps.map((one) => {
      const name = JSON.stringify([one.event.source, one.event.item, one.event.kind]);
      const known = byName.get(name) ?? one;
      byName.set(name, known);
      return known;
    });
  });
}
