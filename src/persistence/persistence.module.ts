import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '../runtime/clock.js';
import { DecisionLog } from '../moderation/decision-log.js';
import type { Log } from '../runtime/log.js';
import { State } from '../moderation/state/state.js';
import { ListCompiler } from '../policy/lists/list-compiler.js';
import { RuleSetStore } from '../policy/publishing/rule-set-store.js';
import { RuleFiles } from '../policy/rule-files/rule-files.js';
import { JournalTail } from './journal/journal-tail.js';
import { openSnapshotSource } from './state/memory/snapshot/snapshot-source.js';
import { WorkerListCompiler } from './list-compiler/worker-list-compiler.js';
import { MemoryState } from './state/memory/memory-state.js';
import { Persistence } from './persistence.js';
import type { RedisAddress } from './state/redis/connection/redis-address.js';
import { RuleFolder } from './rule-folder/rule-folder.js';

export interface PersistenceModuleOptions {
  readonly config: {
    /** The folder in which staff keep the rules. */
    readonly rulesDir: string;
    /** Bytes. */
    readonly counterMemory: number;
    /** `null`: state within the process. */
    readonly redis: RedisAddress | null;
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

  static with(
    { config, clock, log }: PersistenceModuleOptions,
    opening: Promise<Persistence>,
  ): DynamicModule {
    const part = <T>(
      provide: abstract new (...never: never[]) => T,
      of: (all: Persistence) => T | Promise<T>,
    ) => ({
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
        part(State, (all) => createState(all, { config, clock, log })),
        { provide: RuleFiles, useFactory: () => new RuleFolder(config.rulesDir) },
        { provide: ListCompiler, useFactory: () => new WorkerListCompiler(log) },
      ],
      exports: [Persistence, DecisionLog, RuleSetStore, State, RuleFiles, ListCompiler],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.state.stop();
    await this.persistence.close();
  }
}

/** Shared by Redis where there is one, else of this process. */
async function createState(
  { directory, journal, history, labels }: Persistence,
  { config, clock, log }: PersistenceModuleOptions,
): Promise<State> {
  if (config.redis === null) {
    const keeping = await openSnapshotSource(directory, new JournalTail(journal), { clock, log });
    return new MemoryState({
      history,
      labels,
      clock,
      counterMemoryBytes: config.counterMemory,
      log,
      snapshotSource: keeping,
    });
  }
  // Loaded only where it is needed, so that others start sooner.
  const { openSharedState } = await import('./state/redis/open-shared-state.js');
  return openSharedState(config.redis, { journal, history, labels, clock, log });
}
