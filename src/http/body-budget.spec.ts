import { describe, expect, it } from '@jest/globals';
import { BodyBudget, type HeldBytes } from './body-budget.js';

const abandoned: string[] = [];
const aBody = (name: string, isAuthenticated = false): HeldBytes => ({
  isAuthenticated,
  bytes: 0,
  abandon: () => abandoned.push(name),
});

describe('the budget of bodies', () => {
  it('gives the largest body up that is still being read', () => {
    abandoned.length = 0;
    const budget = new BodyBudget({ unauthenticated: 100, total: 1_000 });
    const [small, large] = [aBody('small'), aBody('large')];
    budget.take(small, 30);
    budget.take(large, 60);
    expect(budget.take(aBody('new'), 20)).toBe(true);
    expect([abandoned, budget.heldBytes]).toEqual([['large'], 50]);
  });

  it('refuses the body that would be the largest itself', () => {
    abandoned.length = 0;
    const budget = new BodyBudget({ unauthenticated: 100, total: 1_000 });
    const [one, other] = [aBody('one'), aBody('other')];
    budget.take(one, 50);
    budget.take(other, 50);
    expect(budget.take(one, 10)).toBe(false);
    expect([abandoned, one.bytes]).toEqual([[], 50]);
  });

  it('gives senders that are not authenticated no room of the others', () => {
    abandoned.length = 0;
    const budget = new BodyBudget({ unauthenticated: 100, total: 200 });
    const signed = aBody('signed', true);
    budget.take(signed, 150);
    expect(budget.take(aBody('unsigned'), 60)).toBe(false);
    expect(budget.take(aBody('unsigned'), 50)).toBe(true);
    expect(budget.take(aBody('also signed', true), 40)).toBe(true);
    expect(abandoned).toEqual(['unsigned']);
  });

  it('keeps a whole body until it is released', () => {
    abandoned.length = 0;
    const budget = new BodyBudget({ unauthenticated: 100, total: 1_000 });
    const whole = aBody('whole');
    budget.take(whole, 90);
    budget.complete(whole);
    expect(budget.take(aBody('new'), 20)).toBe(false);
    budget.release(whole);
    expect(budget.take(aBody('new'), 20)).toBe(true);
    expect(abandoned).toEqual([]);
  });
});
