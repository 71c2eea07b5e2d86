import { describe, expect, it } from '@jest/globals';
import {
  DAY_MS,
  contributionsOf,
  pointsOf,
  dayOf,
  decay,
  reputationComponents,
  scoreOf,
  defaultWeights,
  type ReputationDays,
} from './reputation.js';
import { anEvent } from '../../../test/support/state/an-event.js';
import { naiveReputation } from '../../../test/support/state/naive-state.js';
import { componentNames, type ComponentName } from '../model/question.js';

function daysOf(days: Partial<Record<ComponentName, readonly number[]>>): ReputationDays {
  return componentNames.map((name) => days[name] ?? []);
}

const today = 20_000;
const now = today * DAY_MS + 5_000;

describe('the decay of a reputation', () => {
  it('halves in seven days, rounded to 1/65536', () => {
    expect(decay).toEqual(Array.from({ length: 28 }, (_, age) => Math.round(65_536 * 2 ** (-age / 7))));
  });

  it('makes nothing of an entry of 28 days', () => {
    expect(scoreOf(daysOf({ denied: [today - 28] }), today, defaultWeights)).toBe(50);
    expect(scoreOf(daysOf({ denied: [today - 27] }), today, defaultWeights)).toBe(49);
  });

  it('takes an entry from ahead of our clock for one of today', () => {
    expect(scoreOf(daysOf({ agreed: [today + 1] }), today, defaultWeights)).toBe(51);
  });
});

describe('what an event says about accounts', () => {
  it('credits who had asked with an agreement, and debits a rejection', () => {
    const agree = anEvent({ kind: 'agree', fromAccount: 'bob', toAccount: 'ann' });
    expect(contributionsOf(agree)).toEqual([{ account: 'ann', component: 'agreed', counterpart: 'bob' }]);
    expect(contributionsOf({ ...agree, kind: 'reject' })).toEqual([
      { account: 'ann', component: 'rejected', counterpart: 'bob' },
    ]);
  });

  it('makes nothing of answering oneself, nor of an agreement issued by who had asked', () => {
    expect(contributionsOf(anEvent({ kind: 'agree', fromAccount: 'ann', toAccount: 'ann' }))).toEqual([]);
    const own = anEvent({ kind: 'agree', fromAccount: 'bob', requesterAccount: 'ann', toAccount: 'ann' });
    expect(contributionsOf(own)).toEqual([]);
  });

  it('debits a denial to who answered and, if it was another, to who issued the call', () => {
    const deny = anEvent({
      kind: 'deny',
      fromAccount: 'bob',
      requesterAccount: 'bob',
      detail: 'accept-burst',
    });
    const own = { account: 'bob', component: 'denied', counterpart: 'accept-burst' };
    expect(contributionsOf(deny)).toEqual([own]);
    expect(contributionsOf({ ...deny, requesterAccount: 'eve' })).toEqual([
      own,
      { account: 'eve', component: 'deniedAsRequester', counterpart: 'accept-burst' },
    ]);
  });
});

describe('a reputation', () => {
  it('loses as much to a thousand throw-away accounts as to ten', () => {
    const rejections = (count: number) =>
      Array.from({ length: count }, (_, i) =>
        anEvent({ kind: 'reject', source: `s${i}`, fromAccount: `t${i}`, toAccount: 'ann', at: now }),
      );
    expect(naiveReputation(rejections(10), 'ann', now)).toBe(40);
    expect(naiveReputation(rejections(1000), 'ann', now)).toBe(40);
    expect(naiveReputation(rejections(1000), 'ann', now + 7 * DAY_MS)).toBe(45);
  });

  it('is not held under 20 by one rule that denies for low reputation, even beside a crowd that rejects every day', () => {
    const events = Array.from({ length: 60 }, (_, age) => age).flatMap((age) => [
      anEvent({ kind: 'deny', source: `d${age}`, at: now - age * DAY_MS, detail: 'low-reputation' }),
      ...Array.from({ length: 20 }, (_, i) =>
        anEvent({
          kind: 'reject',
          source: `r${age}`,
          item: i,
          fromAccount: `${age} ${i}`,
          toAccount: 'from',
          at: now - age * DAY_MS,
        }),
      ),
    ]);
    const scores = Array.from({ length: 14 }, (_, days) =>
      naiveReputation(
        events.map((e) => ({ ...e, at: e.at - days * DAY_MS })),
        'from',
        now,
      ),
    );
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(20);
  });

  it('stays within 0 and 100', () => {
    const everything = (isMeant: (weight: number) => boolean) =>
      componentNames.map((component) => {
        const { weight, keeps } = reputationComponents[component];
        return Array.from({ length: isMeant(weight) ? keeps : 0 }, () => dayOf(now));
      });
    const scored = (isMeant: (weight: number) => boolean, start: number) =>
      scoreOf(everything(isMeant), today, { ...defaultWeights, start });
    expect(scored((weight) => weight < 0, 50)).toBe(0);
    expect(scored((weight) => weight > 0, 99)).toBe(100);
  });

  it('takes the newest entries of a component only, and no more than its weight says', () => {
    const days = [today - 7, today, today - 14, today];
    const components = { ...reputationComponents, denied: { weight: -10, keeps: 3 } };
    expect(scoreOf(daysOf({ denied: days }), today, { start: 50, components })).toBe(50 - 10 - 10 - 5);
    expect(pointsOf(days, 'denied', today, { start: 50, components })).toBe(-25);
    expect(pointsOf([], 'denied', today, defaultWeights)).toBe(0);
  });
});
