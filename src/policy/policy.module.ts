import { Inject, Module, type BeforeApplicationShutdown, type DynamicModule } from '@nestjs/common';
import type { AppContext } from '../app-context.js';
import { ActiveRuleSets } from '../moderation/active-rule-sets.js';
import { State } from '../moderation/state/state.js';
import { ListCompiler } from './lists/list-compiler.js';
import { ActiveRuleSetRegistry } from './publishing/active-rule-set-registry.js';
import { Publisher } from './publishing/publisher.js';
import { RuleSetStore } from './publishing/rule-set-store.js';
import { RuleSetReplicator } from './publishing/rule-set-replicator.js';
import { RuleFiles } from './rule-files/rule-files.js';
import { RulesWatcher } from './rule-files/rules-watcher.js';

/** The rules in force, and how they come to be. `adapters` exports `RuleFiles`, `ListWorkshop`, `RuleSetStore` and `State`. */
@Module({})
export class PolicyModule implements BeforeApplicationShutdown {
  constructor(@Inject(RulesWatcher) private readonly rules: RulesWatcher) {}

  static with({ config, log }: AppContext, adapters: DynamicModule): DynamicModule {
    return {
      module: PolicyModule,
      imports: [adapters],
      providers: [
        ActiveRuleSetRegistry,
        { provide: ActiveRuleSets, useExisting: ActiveRuleSetRegistry },
        {
          provide: Publisher,
          inject: [ActiveRuleSetRegistry, RuleSetStore, State],
          useFactory: (live: ActiveRuleSetRegistry, store: RuleSetStore, state: State) =>
            new Publisher([...config.apps.keys()], { registry: live, store, state, log }),
        },
        {
          provide: RuleSetReplicator,
          inject: [Publisher],
          useFactory: (publisher: Publisher) =>
            new RuleSetReplicator([...config.apps.keys()], publisher, log),
        },
        {
          provide: RulesWatcher,
          inject: [RuleFiles, ListCompiler, Publisher],
          useFactory: (files: RuleFiles, workshop: ListCompiler, publisher: Publisher) =>
            new RulesWatcher(files, workshop, publisher, log),
        },
      ],
      exports: [ActiveRuleSetRegistry, ActiveRuleSets, RulesWatcher, RuleSetReplicator, Publisher, adapters],
    };
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rules.stop();
  }
}
