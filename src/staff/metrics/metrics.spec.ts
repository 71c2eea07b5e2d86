import { describe, expect, it } from '@jest/globals';
import type { HealthReport } from '../health/health.js';
import { Metrics } from './metrics.js';

const report: HealthReport = {
  apps: [{ appId: '14', ruleSet: { number: 7, hash: 'abc' }, isForeign: false }],
  degraded: [{ part: 'disk', because: 'the disk refuses the journal' }],
  journal: { waiting: 3, oldestMs: 1_500, unrecorded: 2, rejected: 4 },
  state: { evictions: 5, bytes: 640, rebuilding: true },
  replicas: { others: [], clockAheadMs: 0 },
  shadow: { skippedItems: 6 },
};
const own = async (metrics: Metrics) =>
  (await metrics.text()).split('\n').filter((line) => /^(# TYPE )?friendgate_/.test(line));

describe('the metrics', () => {
  it('call a counter what only grows, and a gauge what may fall', async () => {
    const metrics = new Metrics();
    metrics.watch(() => report);
    const types = (await own(metrics)).filter((line) => line.startsWith('# TYPE'));
    expect(types.length).toBeGreaterThan(10);
    for (const line of types) {
      const [, , name = '', type] = line.split(' ');
      expect([name, type === 'counter']).toEqual([name, name.endsWith('_total')]);
    }
  });

  it('show how the inside is, anew at every reading', async () => {
    const metrics = new Metrics();
    let now = report;
    metrics.watch(() => now);
    const first = await own(metrics);
    expect(first).toEqual(
      expect.arrayContaining([
        'friendgate_journal_waiting_records 3',
        'friendgate_journal_oldest_seconds 1.5',
        'friendgate_unrecorded_decisions 2',
        'friendgate_journal_rejects_total 4',
        'friendgate_state_evictions_total 5',
        'friendgate_state_bytes 640',
        'friendgate_state_rebuilding 1',
        'friendgate_shadow_skipped_items_total 6',
        'friendgate_rule_set_number{app="14"} 7',
        'friendgate_degraded{part="disk"} 1',
        'friendgate_degraded{part="database"} 0',
        'friendgate_degraded{part="writing"} 0',
      ]),
    );
    expect(await own(metrics)).toEqual(first);
    now = { ...report, journal: { ...report.journal, unrecorded: 0, rejected: 9 }, degraded: [] };
    expect(await own(metrics)).toEqual(
      expect.arrayContaining([
        'friendgate_unrecorded_decisions 0',
        'friendgate_journal_rejects_total 9',
        'friendgate_degraded{part="disk"} 0',
      ]),
    );
  });

  it('count callbacks by command and outcome, and refusals by reason', async () => {
    const metrics = new Metrics();
    metrics.answered('friend-response', 'answered', 0.004);
    metrics.answered('friend-response', 'answered', 0.3);
    metrics.answered('other', 'not-judged', 0.001);
    metrics.refused('unsigned');
    expect(await own(metrics)).toEqual(
      expect.arrayContaining([
        'friendgate_callbacks_total{command="friend-response",outcome="answered"} 2',
        'friendgate_callbacks_total{command="other",outcome="not-judged"} 1',
        'friendgate_refusals_total{reason="unsigned"} 1',
        'friendgate_callback_seconds_bucket{le="0.005",command="friend-response"} 1',
        'friendgate_callback_seconds_count{command="friend-response"} 2',
      ]),
    );
  });
});
