import { Gauge } from 'prom-client';
import type { ClockMonitor } from '../../runtime/clock-monitor.js';
import type { MetricsRegistry } from '../../runtime/process/metrics-registry.js';

/** Registers how far the clock of receipt and the machine's wall clock are apart. */
export function registerClockMetrics(
  { registry }: MetricsRegistry,
  monitor: Pick<ClockMonitor, 'aheadMs'>,
): void {
  const gauge: Gauge = new Gauge({
    registers: [registry],
    name: 'friendgate_receipt_clock_ahead_seconds',
    help: "How far the clock of receipt, by which windows run, is ahead of this machine's wall clock",
    collect: () => gauge.set(monitor.aheadMs / 1_000),
  });
}
