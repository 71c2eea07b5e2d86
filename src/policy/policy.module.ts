import { Inject, Module, type BeforeApplicationShutdown, type DynamicModule } from '@nestjs/common';
import type { Foundation } from '../app-context.js';
import { RuleBook } from '../moderation/active-rule-sets.js';
import { State } from '../moderation/state/state.js';
import { ListWorkshop } from './lists/list-compiler.js';
import { LiveRules } from './publishing/active-rule-set-registry.js';
import { Publisher } from './publishing/publisher.js';
import { RuleSetStore } from './publishing/rule-set-store.js';
import { RuleFollow } from './publishing/rule-set-replicator.js';
import { RuleFiles, RuleWatch } from './rule-files/rules-watcher.js';

/** The rules in force, and how they come to be. `adapters` exports `RuleFiles`, `ListWorkshop`, `RuleSetStore` and `State`. */
@Module({})
export class PolicyModule implements BeforeApplicationShutdown {
  constructor(@Inject(RuleWatch) private readonly rules: RuleWatch) {}

  static with({ config, log }: Foundation, adapters: DynamicModule): DynamicModule {
    return {
      module: PolicyModule,
      imports: [adapters],
      providers: [
        LiveRules,
        { provide: RuleBook, useExisting: LiveRules },
        {
          provide: Publisher,
          inject: [LiveRules, RuleSetStore, State],
          useFactory: (live: LiveRules, store: RuleSetStore, state: State) =>
            new Publisher([...config.apps.keys()], { live, store, state, log }),
        },
        {
          provide: RuleFollow,
          inject: [Publisher],
          useFactory: (publisher: Publisher) => new RuleFollow([...config.apps.keys()], publisher, log),
        },
        {
          provide: RuleWatch,
          inject: [RuleFiles, ListWorkshop, Publisher],
          useFactory: (files: RuleFiles, workshop: ListWorkshop, publisher: Publisher) =>
            new RuleWatch(files, workshop, publisher, log),
        },
      ],
      exports: [LiveRules, RuleBook, RuleWatch, RuleFollow, Publisher, adapters],
    };
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rules.stop();
  }
}
