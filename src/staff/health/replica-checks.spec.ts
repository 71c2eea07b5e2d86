import { describe, expect, it } from '@jest/globals';
import { TestClock } from '../../../test/support/moderation/ports.js';
import type { Log } from '../../runtime/log.js';
import { ReplicaChecks } from './replica-checks.js';
import type { Replica } from '../../persistence/postgres/replication/replica-registry.js';

const APP = '1400000000';

function aReplica(state: 'memory' | 'redis', app = APP): Replica {
  return { id: 'b', host: 'there', ageMs: 100, report: { ruleSets: { [app]: 1 }, state, labelsSeen: 0 } };
}

function someReplicas(own: 'memory' | 'redis') {
  const clock = new TestClock();
  const replicas: { others: readonly Replica[]; clockAheadMs: number | null } = {
    others: [],
    clockAheadMs: null,
  };
  const lines: string[] = [];
  const note = (_fields: object, line: string) => void lines.push(line);
  const log: Log = { error: note, warn: note, info: note, debug: note };
  const checks = new ReplicaChecks({
    appIds: [APP],
    replicas,
    state: { report: () => ({ kind: own }) },
    clock,
    log,
  });
  const partsAfter = (ms: number) => {
    clock.nowMs += ms;
    return checks.degradations().map(({ part }) => part);
  };
  return { replicas, lines, checks, partsAfter };
}

describe('replicas that count apart', () => {
  it('are an error once they have done so for longer than a rolling restart takes', () => {
    const { replicas, partsAfter, checks, lines } = someReplicas('memory');
    replicas.others = [aReplica('memory')];
    expect(partsAfter(0)).toEqual([]);
    expect(partsAfter(14_999)).toEqual([]);
    expect(partsAfter(1)).toEqual(['replicas']);
    expect(checks.degradations()[0]?.because).toBe(
      '2 replicas serve the same app and count apart: set REDIS_URL for all of them, or run one',
    );
    replicas.others = [];
    expect(partsAfter(1)).toEqual([]);
    expect(lines).toHaveLength(2);
  });

  it('are found when only one of them has shared state', () => {
    const { replicas, partsAfter } = someReplicas('redis');
    replicas.others = [aReplica('memory')];
    partsAfter(0);
    expect(partsAfter(20_000)).toEqual(['replicas']);
  });

  it('are none when all share, or serve another app', () => {
    const { replicas, partsAfter } = someReplicas('redis');
    replicas.others = [aReplica('redis'), aReplica('memory', '1400000001')];
    partsAfter(0);
    expect(partsAfter(20_000)).toEqual([]);
  });
});

describe('a clock', () => {
  it('that is more than two seconds off is said to be, whichever way', () => {
    const { replicas, checks } = someReplicas('memory');
    const said = (ms: number) => {
      replicas.clockAheadMs = ms;
      return checks.degradations().map(({ because }) => because);
    };
    expect(said(2_000)).toEqual([]);
    expect(said(2_600)).toEqual([
      "the clock of this machine is 2.6 s ahead of the database's: keep both by NTP",
    ]);
    expect(said(-61_000)).toEqual([
      "the clock of this machine is 61.0 s behind the database's: keep both by NTP",
    ]);
  });
});
