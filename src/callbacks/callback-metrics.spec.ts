import { describe, expect, it } from '@jest/globals';
import { MetricsRegistry } from '../runtime/process/metrics-registry.js';
import { CallbackMetrics } from './callback-metrics.js';

const own = async (registry: MetricsRegistry) =>
  (await registry.text()).split('\n').filter((line) => line.startsWith('friendgate_'));

describe('the metrics of callbacks', () => {
  it('count callbacks by command and outcome, and refusals by reason', async () => {
    const registry = new MetricsRegistry();
    const metrics = new CallbackMetrics(registry);
    metrics.answered('friend-response', 'answered', 0.004);
    metrics.answered('friend-response', 'answered', 0.3);
    metrics.answered('other', 'not-judged', 0.001);
    metrics.refused('unsigned');
    expect(await own(registry)).toEqual(
      expect.arrayContaining([
        'friendgate_callbacks_total{command="friend-response",outcome="answered"} 2',
        'friendgate_callbacks_total{command="other",outcome="not-judged"} 1',
        'friendgate_refusals_total{reason="unsigned"} 1',
        'friendgate_callback_seconds_bucket{le="0.005",command="friend-response"} 1',
        'friendgate_callback_seconds_count{command="friend-response"} 2',
      ]),
    );
  });

  it('are there at zero before anything has happened', async () => {
    const registry = new MetricsRegistry();
    const metrics = new CallbackMetrics(registry, ['14']);
    expect(await own(registry)).toEqual(
      expect.arrayContaining([
        'friendgate_callbacks_total{command="friend-response",outcome="failed"} 0',
        'friendgate_refusals_total{reason="wrong-signature"} 0',
        'friendgate_degraded_items_total{because="deadline"} 0',
        'friendgate_verdicts_total{rule="",code="0"} 0',
        'friendgate_callback_signatures_total{app="14",token="1"} 0',
        'friendgate_callback_signatures_total{app="14",token="2"} 0',
      ]),
    );
    metrics.signed('14', 1);
    expect(await own(registry)).toContain('friendgate_callback_signatures_total{app="14",token="2"} 1');
  });
});
