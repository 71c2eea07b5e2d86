import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { AppContext } from '../app-context.js';
import { DecisionLog } from '../moderation/decision-log.js';
import { State } from '../moderation/state/state.js';
import { ListCompiler } from '../policy/lists/list-compiler.js';
import { PendingRuleSets } from '../policy/publishing/pending-rule-sets.js';
import { RuleSetStore } from '../policy/publishing/rule-set-store.js';
import { RuleFiles } from '../policy/rule-files/rule-files.js';
import { registerJournalMetrics } from './journal/journal-metrics.js';
import { JournalTail } from './journal/journal-tail.js';
import { WorkerListCompiler } from './list-compiler/worker-list-compiler.js';
import { Persistence } from './persistence.js';
import { RuleFolder } from './rule-folder/rule-folder.js';
import { openMemoryState } from './state/memory/open-memory-state.js';
import { openSnapshotSource } from './state/memory/snapshot/snapshot-source.js';

/** The adapters behind the ports of moderation and policy, over the opened `Persistence`. It closes them with the application. */
@Global()
@Module({
  providers: [
    {
      provide: DecisionLog,
      inject: [Persistence],
      useFactory: ({ decisionLog }: Persistence) => decisionLog,
    },
    {
      provide: RuleSetStore,
      inject: [Persistence],
      useFactory: ({ ruleSets }: Persistence) => ruleSets,
    },
    {
      provide: PendingRuleSets,
      inject: [Persistence],
      useFactory: ({ pendingRuleSets }: Persistence) => pendingRuleSets,
    },
    {
      provide: State,
      inject: [AppContext, Persistence],
      useFactory: createState,
    },
    {
      provide: RuleFiles,
      inject: [AppContext],
      useFactory: ({ config }: AppContext) => new RuleFolder(config.rulesDir),
    },
    {
      provide: ListCompiler,
      inject: [AppContext],
      useFactory: ({ log }: AppContext) => new WorkerListCompiler(log),
    },
  ],
  exports: [DecisionLog, RuleSetStore, PendingRuleSets, State, RuleFiles, ListCompiler],
})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(
    @Inject(Persistence) private readonly persistence: Persistence,
    @Inject(State) private readonly state: State,
    @Inject(AppContext) context: AppContext,
  ) {
    persistence.journal.onWrite = registerJournalMetrics(context.metrics);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.state.stop();
    await this.persistence.close();
  }
}

/** State that replicas share in Redis where there is one, else the state of this process. */
async function createState(
  { config, clock, log }: AppContext,
  { directory, journal, history, labels }: Persistence,
): Promise<State> {
  if (config.redis === null) {
    const snapshotSource = await openSnapshotSource(directory, new JournalTail(journal), { clock, log });
    const counterMemoryBytes = config.counterMemory;
    return openMemoryState({ history, labels, clock, counterMemoryBytes, log, snapshotSource });
  }
  // Loaded only where it is needed, so that a start without Redis takes less time.
  const { openSharedState } = await import('./state/redis/open-shared-state.js');
  return openSharedState(config.redis, { journal, history, labels, clock, log });
}
