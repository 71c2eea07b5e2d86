import { collectDefaultMetrics, Registry } from 'prom-client';

/** All metrics of the process, for Prometheus. Each side registers its own; every label has a bounded set of values. */
export class MetricsRegistry {
  readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** The exposition format of Prometheus. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}
