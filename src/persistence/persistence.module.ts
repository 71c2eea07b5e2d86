import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { DecisionLog } from '../moderation/decision-log.js';
import { EventHistory } from '../moderation/event-history.js';
import { RuleSetStore } from '../policy/rule-set-store.js';
import { Persistence, type PersistenceOptions } from './persistence.js';
import { StorageHealth } from './storage-health.js';

/** Provides what records and what was recorded, and closes it with the application. */
@Module({})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(@Inject(Persistence) private readonly persistence: Persistence) {}

  static with(options: PersistenceOptions): DynamicModule {
    const part = <T>(provide: abstract new (...never: never[]) => T, of: (all: Persistence) => T) => ({
      provide,
      useFactory: of,
      inject: [Persistence],
    });
    return {
      module: PersistenceModule,
      providers: [
        { provide: Persistence, useFactory: () => Persistence.open(options) },
        part(DecisionLog, ({ decisionLog }) => decisionLog),
        part(RuleSetStore, ({ ruleSets }) => ruleSets),
        part(EventHistory, ({ history }) => history),
        part(StorageHealth, ({ health }) => health),
      ],
      exports: [Persistence, DecisionLog, RuleSetStore, EventHistory, StorageHealth],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.persistence.close();
  }
}
