import { type DynamicModule, Module } from '@nestjs/common';
import type { AppContext } from '../app-context.js';
import { OpenSign } from '../http/open-sign.js';
import { StopSign } from '../http/stop-sign.js';
import { Metrics } from './metrics/metrics.js';
import { Health } from './health/health.js';
import { HealthController } from './health/health.controller.js';
import { MetricsController } from './metrics/metrics.controller.js';

/** `/health/*`, on whichever side. */
@Module({})
export class HealthModule {
  static with(
    { openSign, stopSign }: Pick<AppContext, 'openSign' | 'stopSign'>,
    inside: DynamicModule,
  ): DynamicModule {
    return {
      module: HealthModule,
      imports: [inside],
      controllers: [HealthController],
      providers: [
        { provide: OpenSign, useValue: openSign },
        { provide: StopSign, useValue: stopSign },
      ],
    };
  }
}

/** The staff's edge. `inside` exports `Health`. */
@Module({})
export class StaffModule {
  static with(metrics: Metrics, inside: DynamicModule): DynamicModule {
    return {
      module: StaffModule,
      imports: [inside],
      controllers: [MetricsController],
      providers: [
        {
          provide: Metrics,
          inject: [Health],
          useFactory: (health: Health) => {
            metrics.watch(() => health.report());
            return metrics;
          },
        },
      ],
    };
  }
}
