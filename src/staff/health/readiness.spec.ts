import { describe, expect, it } from '@jest/globals';
import type { HealthReport } from './health.js';
import { readinessOf } from './readiness.js';

const ruleSet = { number: 7, hash: 'abc' };
const aReport = (some: Partial<HealthReport> = {}): HealthReport => ({
  apps: [{ appId: '14', ruleSet, isForeign: false }],
  degraded: [],
  warnings: [],
  journal: { waiting: 0, oldestMs: 0, unrecorded: 0, rejected: 0 },
  state: { evictions: 0, bytes: 0, rebuilding: false },
  replicas: { others: [], clockAheadMs: 0 },
  shadow: { skippedItems: 0 },
  ...some,
});

describe('readiness', () => {
  it('begins when every app has its rules', () => {
    const apps = [...aReport().apps, { appId: '15', ruleSet: null, isForeign: false }];
    expect(readinessOf(aReport({ apps }), 'serving')).toMatchObject({
      status: 503,
      body: { status: 'starting' },
    });
    expect(readinessOf(aReport(), 'serving')).toEqual({
      status: 200,
      body: { status: 'ok', degraded: [], ruleSets: { '14': 7 }, followed: [], replicas: [] },
    });
  });

  it('does not begin before callbacks are taken, and ends for a process that stops by then', () => {
    expect(readinessOf(aReport(), 'starting')).toMatchObject({ status: 503, body: { status: 'starting' } });
    expect(readinessOf(aReport(), 'stopping')).toMatchObject({
      status: 503,
      body: { status: 'stopping' },
    });
  });

  it('does not end when a part is away', () => {
    const degraded = [{ part: 'database', because: 'is away' }] as const;
    expect(readinessOf(aReport({ degraded }), 'serving')).toMatchObject({
      status: 200,
      body: { status: 'degraded', degraded },
    });
  });

  it('ends when the service is about to stop', () => {
    expect(readinessOf(aReport(), 'stopping')).toMatchObject({
      status: 503,
      body: { status: 'stopping' },
    });
  });

  it('names a rule set that the database has not numbered by its hash', () => {
    const apps = [{ appId: '14', ruleSet: { number: null, hash: 'abc' }, isForeign: false }];
    expect(readinessOf(aReport({ apps }), 'serving').body.ruleSets).toEqual({ '14': 'abc' });
  });
});
