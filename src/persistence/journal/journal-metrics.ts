import { Histogram } from 'prom-client';
import type { MetricsRegistry } from '../../runtime/process/metrics-registry.js';

/** Fine where disks usually are, and around the time that makes a record overdue. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Registers how long the writes of the journal take. @returns the observer of one write */
export function registerJournalMetrics({ registry }: MetricsRegistry): (seconds: number) => void {
  const histogram = new Histogram({
    registers: [registry],
    name: 'friendgate_journal_write_seconds',
    help: 'Time until a write to the journal was durable, or failed',
    buckets: SECONDS,
  });
  return (seconds) => histogram.observe(seconds);
}
