import { Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { AppContext } from '../app-context.js';
import { ReadinessProbe } from '../http/readiness-probe.js';
import { MetricsRegistry } from '../runtime/process/metrics-registry.js';
import { HealthController } from './health/health.controller.js';
import { Health } from './health/health.js';
import { ServiceReadiness } from './health/readiness.js';
import { registerClockMetrics } from './metrics/clock-metrics.js';
import { registerBuildInfo, registerHealthMetrics } from './metrics/health-metrics.js';
import { MetricsAccess } from './metrics/metrics-access.js';
import { MetricsController } from './metrics/metrics.controller.js';

/** The staff's edge: the HTTP application of the Nest container. */
@Global()
@Module({
  controllers: [HealthController, MetricsController],
  providers: [
    {
      provide: MetricsRegistry,
      inject: [AppContext],
      useFactory: ({ metrics }: AppContext) => metrics,
    },
    {
      provide: MetricsAccess,
      inject: [AppContext],
      useFactory: ({ config }: AppContext) => new MetricsAccess(config.metricsToken),
    },
    {
      provide: ReadinessProbe,
      inject: [AppContext, Health],
      useFactory: ({ lifecycle }: AppContext, health: Health) => new ServiceReadiness(health, lifecycle),
    },
  ],
  exports: [ReadinessProbe],
})
export class StaffModule implements OnModuleInit {
  constructor(
    @Inject(Health) private readonly health: Health,
    @Inject(MetricsRegistry) private readonly metrics: MetricsRegistry,
    @Inject(AppContext) private readonly context: AppContext,
  ) {}

  onModuleInit(): void {
    registerBuildInfo(this.metrics);
    registerHealthMetrics(this.metrics, () => this.health.report());
    registerClockMetrics(this.metrics, this.context.clockMonitor);
  }
}
