import { Module, type Abstract, type DynamicModule } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AppContext } from './app-context.js';
import { CallbacksModule } from './callbacks/callbacks.module.js';
import { EnvelopeWriter } from './callbacks/envelope-writer.js';
import { restoredResponses } from './callbacks/restored-responses.js';
import { ModerationModule } from './moderation/moderation.module.js';
import { ShadowEvaluator } from './moderation/shadow-evaluator.js';
import { COPY_WINDOW_MS, State } from './moderation/state/state.js';
import { PersistenceModule } from './persistence/persistence.module.js';
import { Persistence } from './persistence/persistence.js';
import type { ReplicaReport } from './persistence/postgres/replication/replica-registry.js';
import { PolicyModule } from './policy/policy.module.js';
import { ActiveRuleSetRegistry } from './policy/publishing/active-rule-set-registry.js';
import { RuleSetReplicator } from './policy/publishing/rule-set-replicator.js';
import { RuleSetStatus } from './policy/publishing/rule-set-status.js';
import { RulesWatcher } from './policy/rule-files/rules-watcher.js';
import type { RootModule } from './service.js';
import { Health } from './staff/health/health.js';
import { ServiceHealth } from './staff/health/service-health.js';
import { StaffModule } from './staff/staff.module.js';
import { withTimeout } from './runtime/timeout.js';

/** How long a start waits for the database, in milliseconds: trial storage is opened by this process; PostgreSQL may be away. */
const TRIAL_STORAGE_WITHIN_MS = 20_000;
const POSTGRES_WITHIN_MS = 2_000;

/** The service: five modules over one context. */
@Module({
  imports: [PersistenceModule, PolicyModule, ModerationModule, CallbacksModule, StaffModule],
})
export class AppModule implements RootModule {
  constructor(private readonly modules: ModuleRef) {}

  /** @param opening resolves once the journal is open; the database may still be away */
  static with(context: AppContext, opening: Promise<Persistence>): DynamicModule {
    return {
      module: AppModule,
      global: true,
      providers: [
        { provide: AppContext, useValue: context },
        { provide: Persistence, useFactory: () => opening },
        {
          provide: Health,
          inject: [AppContext, Persistence, State, RuleSetStatus, ShadowEvaluator],
          useFactory: createHealth,
        },
      ],
      exports: [AppContext, Persistence, Health],
    };
  }

  /** Puts the rules in force, restores the responses of before the restart, and joins the other replicas. */
  async start(): Promise<void> {
    const context = this.get(AppContext);
    const persistence = this.get(Persistence);
    const state = this.get(State);

    await this.get(RulesWatcher).start(databaseOpened(context, persistence));
    state.startRecovery();
    const recorded = persistence.recordedResponses(context.clock.now() - COPY_WINDOW_MS);
    const registry = this.get(ActiveRuleSetRegistry);
    state.restoreResponses(await restoredResponses(recorded, registry, new EnvelopeWriter()));

    const replicator = this.get(RuleSetReplicator);
    persistence.notifications.subscribe('rule-set', () => void replicator.refresh());
    const labels = persistence.createLabelFeed((change) => state.applyLabelChange(change), context.log);
    persistence.notifications.start();
    persistence.replicas.start(() => replicaReportOf(context.appIds, registry, state, labels.seen));
  }

  private get<T>(token: Abstract<T>): T {
    return this.modules.get<T>(token, { strict: false });
  }
}

/** Resolves when the database is open, or when the start waits no longer. */
async function databaseOpened({ config }: AppContext, persistence: Persistence): Promise<void> {
  const within = config.databaseUrl === null ? TRIAL_STORAGE_WITHIN_MS : POSTGRES_WITHIN_MS;
  await withTimeout(persistence.databaseReady(), within, () => undefined);
}

function createHealth(
  context: AppContext,
  persistence: Persistence,
  state: State,
  ruleSets: RuleSetStatus,
  shadowEvaluator: ShadowEvaluator,
): Health {
  return new ServiceHealth(context, {
    persistence,
    state,
    ruleSets,
    shadowEvaluator,
    settings: context.config,
  });
}

function replicaReportOf(
  appIds: readonly string[],
  registry: ActiveRuleSetRegistry,
  state: State,
  labelsSeen: number,
): ReplicaReport {
  const ruleSets = appIds.map((appId) => {
    const ruleSet = registry.current(appId);
    return [appId, ruleSet?.number ?? ruleSet?.hash ?? null] as const;
  });
  return { ruleSets: Object.fromEntries(ruleSets), state: state.report().kind, labelsSeen };
}
