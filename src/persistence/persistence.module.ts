import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '../moderation/clock.js';
import { DecisionLog } from '../moderation/decision-log.js';
import type { Log } from '../moderation/log.js';
import { State } from '../moderation/state.js';
import { RuleSetStore } from '../policy/rule-set-store.js';
import { RuleFiles } from '../policy/rule-watch.js';
import { MemoryState } from './memory/memory-state.js';
import { Persistence } from './persistence.js';
import { RuleFolder } from './rule-folder/rule-folder.js';

export interface PersistenceSide {
  readonly config: {
    /** The folder in which staff keep the rules. */
    readonly rulesDir: string;
    /** Bytes. */
    readonly counterMemory: number;
  };
  readonly clock: Clock;
  readonly log: Log;
}

/** Provides the adapters: what records, what was recorded, what is remembered, and the rules' files. Closes with the application. */
@Module({})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(
    @Inject(Persistence) private readonly persistence: Persistence,
    @Inject(State) private readonly state: State,
  ) {}

  static with({ config, clock, log }: PersistenceSide, opening: Promise<Persistence>): DynamicModule {
    const { rulesDir, counterMemory: counterMemoryBytes } = config;
    const part = <T>(provide: abstract new (...never: never[]) => T, of: (all: Persistence) => T) => ({
      provide,
      useFactory: of,
      inject: [Persistence],
    });
    return {
      module: PersistenceModule,
      providers: [
        { provide: Persistence, useFactory: () => opening },
        part(DecisionLog, ({ decisionLog }) => decisionLog),
        part(RuleSetStore, ({ ruleSets }) => ruleSets),
        part(MemoryState, ({ history }) => new MemoryState({ history, clock, counterMemoryBytes, log })),
        { provide: State, useExisting: MemoryState },
        { provide: RuleFiles, useFactory: () => new RuleFolder(rulesDir) },
      ],
      exports: [Persistence, DecisionLog, RuleSetStore, MemoryState, State, RuleFiles],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.state.stop();
    await this.persistence.close();
  }
}
