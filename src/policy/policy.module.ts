import { Global, Inject, Module, type BeforeApplicationShutdown } from '@nestjs/common';
import { AppContext } from '../app-context.js';
import { ActiveRuleSets } from '../moderation/active-rule-sets.js';
import { State } from '../moderation/state/state.js';
import { ListCompiler } from './lists/list-compiler.js';
import { ActiveRuleSetRegistry } from './publishing/active-rule-set-registry.js';
import { PendingRuleSets } from './publishing/pending-rule-sets.js';
import { Publisher } from './publishing/publisher.js';
import { RuleSetReplicator } from './publishing/rule-set-replicator.js';
import { RuleSetStatus } from './publishing/rule-set-status.js';
import { RuleSetStore } from './publishing/rule-set-store.js';
import { RuleFiles } from './rule-files/rule-files.js';
import { RulesWatcher } from './rule-files/rules-watcher.js';

/** The rule sets in force, and how they come into force. */
@Global()
@Module({
  providers: [
    ActiveRuleSetRegistry,
    { provide: ActiveRuleSets, useExisting: ActiveRuleSetRegistry },
    {
      provide: Publisher,
      inject: [AppContext, ActiveRuleSetRegistry, RuleSetStore, PendingRuleSets, State],
      useFactory: (
        { appIds, log }: AppContext,
        registry: ActiveRuleSetRegistry,
        store: RuleSetStore,
        pending: PendingRuleSets,
        state: State,
      ) => new Publisher(appIds, { registry, store, pending, state, log }),
    },
    {
      provide: RuleSetReplicator,
      inject: [AppContext, Publisher],
      useFactory: ({ appIds, log }: AppContext, publisher: Publisher) =>
        new RuleSetReplicator(appIds, publisher, log),
    },
    {
      provide: RulesWatcher,
      inject: [AppContext, RuleFiles, ListCompiler, Publisher],
      useFactory: ({ log }: AppContext, files: RuleFiles, compiler: ListCompiler, publisher: Publisher) =>
        new RulesWatcher(files, compiler, publisher, log),
    },
    {
      provide: RuleSetStatus,
      inject: [AppContext, ActiveRuleSetRegistry, Publisher, RulesWatcher],
      useFactory: (
        { appIds }: AppContext,
        registry: ActiveRuleSetRegistry,
        publisher: Publisher,
        watcher: RulesWatcher,
      ) => new RuleSetStatus(appIds, registry, publisher, watcher),
    },
  ],
  exports: [ActiveRuleSetRegistry, ActiveRuleSets, RulesWatcher, RuleSetReplicator, RuleSetStatus],
})
export class PolicyModule implements BeforeApplicationShutdown {
  constructor(@Inject(RulesWatcher) private readonly rules: RulesWatcher) {}

  async beforeApplicationShutdown(): Promise<void> {
    await this.rules.stop();
  }
}
