import { type DynamicModule, Module } from '@nestjs/common';
import { CallbacksModule } from './callbacks/callbacks.module.js';
import { StaffModule, HealthModule } from './staff/staff.module.js';
import { Health } from './staff/health/health.js';
import type { AppContext } from './app-context.js';
import type { CallbackFastPath } from './callbacks/callback-fast-path.js';

@Module({})
export class AppModule {}

@Module({})
class SharedHealth {}

/** The platform's side; with the staff's on it when both listen at the same address. */
export function callbackApp(
  foundation: AppContext,
  {
    inside,
    shortWay,
    withConsole,
  }: { readonly inside: DynamicModule; readonly shortWay: CallbackFastPath; readonly withConsole: boolean },
): DynamicModule {
  const { config, clock, log, metrics } = foundation;
  const staff = withConsole ? [StaffModule.with(metrics, inside)] : [];
  return {
    module: AppModule,
    imports: [
      inside,
      HealthModule.with(foundation, inside),
      ...staff,
      // Last, since it takes what nobody else does.
      CallbacksModule.with({ config, clock, log, meter: metrics, fastPath: shortWay }, inside),
    ],
  };
}

/** The staff's side at an address of its own: a second application over the first one's values. */
export function consoleApp(foundation: AppContext, health: Health): DynamicModule {
  const inside = {
    module: SharedHealth,
    providers: [{ provide: Health, useValue: health }],
    exports: [Health],
  };
  return {
    module: AppModule,
    imports: [HealthModule.with(foundation, inside), StaffModule.with(foundation.metrics, inside)],
  };
}
