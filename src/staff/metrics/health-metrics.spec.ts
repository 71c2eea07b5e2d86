import { describe, expect, it } from '@jest/globals';
import type { HealthReport } from '../health/health.js';
import { MetricsRegistry } from '../../runtime/process/metrics-registry.js';
import { registerHealthMetrics } from './health-metrics.js';

const report: HealthReport = {
  apps: [{ appId: '14', ruleSet: { number: 7, hash: 'abc' }, isForeign: false }],
  degraded: [{ part: 'disk', because: 'the disk refuses the journal' }],
  warnings: [],
  journal: { waiting: 3, oldestMs: 1_500, unrecorded: 2, rejected: 4 },
  state: { evictions: 5, bytes: 640, rebuilding: true },
  replicas: { others: [], clockAheadMs: 0 },
  shadow: { skippedItems: 6 },
};
const own = async (metrics: MetricsRegistry) =>
  (await metrics.text()).split('\n').filter((line) => /^(# TYPE )?friendgate_/.test(line));

describe('the metrics of health', () => {
  it('are counters where they only grow, and gauges where they may fall', async () => {
    const metrics = new MetricsRegistry();
    registerHealthMetrics(metrics, () => report);
    const types = (await own(metrics)).filter((line) => line.startsWith('# TYPE'));
    expect(types.length).toBeGreaterThan(8);
    for (const line of types) {
      const [, , name = '', type] = line.split(' ');
      expect([name, type === 'counter']).toEqual([name, name.endsWith('_total')]);
    }
  });

  it('show the health report, anew at every scrape', async () => {
    const metrics = new MetricsRegistry();
    let now = report;
    registerHealthMetrics(metrics, () => now);
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
});
