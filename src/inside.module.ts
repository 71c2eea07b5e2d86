import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Module, type DynamicModule, type OnApplicationBootstrap } from '@nestjs/common';
import { EnvelopeWriter } from './callbacks/envelope-writer.js';
import { Health } from './staff/health/health.js';
import type { AppContext } from './app-context.js';
import { ModerationModule } from './moderation/moderation.module.js';
import { ShadowEvaluator } from './moderation/shadow-evaluator.js';
import { COPY_WINDOW_MS, State } from './moderation/state/state.js';
import { ReplicaChecks } from './staff/health/replica-checks.js';
import { PersistenceModule } from './persistence/persistence.module.js';
import { Persistence } from './persistence/persistence.js';
import type { ReplicaReport } from './persistence/postgres/replication/replica-registry.js';
import { PolicyModule } from './policy/policy.module.js';
import { ActiveRuleSetRegistry } from './policy/publishing/active-rule-set-registry.js';
import { Publisher } from './policy/publishing/publisher.js';
import { RuleSetReplicator } from './policy/publishing/rule-set-replicator.js';
import { RulesWatcher } from './policy/rule-files/rules-watcher.js';
import { restoredResponses } from './callbacks/restored-responses.js';
import { ServiceHealth } from './staff/health/service-health.js';

/** How long a start waits for the database, in milliseconds: trial storage is opened by us; PostgreSQL may be away. */
const TRIAL_STORAGE_WITHIN_MS = 20_000;
const POSTGRES_WITHIN_MS = 2_000;

interface InsideParts {
  readonly persistence: Persistence;
  readonly state: State;
  readonly rules: RulesWatcher;
  readonly follow: RuleSetReplicator;
  readonly live: ActiveRuleSetRegistry;
  readonly publisher: Publisher;
}

type PartsInOrder = [Persistence, State, RulesWatcher, RuleSetReplicator, ActiveRuleSetRegistry, Publisher];

const INSIDE_PARTS = Symbol('inside parts');
const FOUNDATION = Symbol('foundation');

/** All that is behind the edges: judging, rules, recording. */
@Module({})
export class InsideModule implements OnApplicationBootstrap {
  constructor(
    @Inject(FOUNDATION) private readonly foundation: AppContext,
    @Inject(INSIDE_PARTS) private readonly parts: InsideParts,
  ) {}

  static with(foundation: AppContext, opening: Promise<Persistence>): DynamicModule {
    const persistence = PersistenceModule.with(foundation, opening);
    const moderation = ModerationModule.with(foundation, PolicyModule.with(foundation, persistence));
    return {
      module: InsideModule,
      imports: [moderation],
      providers: [
        { provide: FOUNDATION, useValue: foundation },
        {
          provide: INSIDE_PARTS,
          inject: [Persistence, State, RulesWatcher, RuleSetReplicator, ActiveRuleSetRegistry, Publisher],
          useFactory: (...[recording, state, rules, follow, live, publisher]: PartsInOrder): InsideParts => ({
            persistence: recording,
            state,
            rules,
            follow,
            live,
            publisher,
          }),
        },
        {
          provide: Health,
          inject: [INSIDE_PARTS, ShadowEvaluator],
          useFactory: (parts: InsideParts, shadow: ShadowEvaluator) => healthOf(foundation, parts, shadow),
        },
      ],
      exports: [Health, moderation],
    };
  }

  /** Before anything listens: the rules are in force, and copies of what was answered before a restart are known. */
  async onApplicationBootstrap(): Promise<void> {
    const { config, clock } = this.foundation;
    const { persistence, state, rules, follow, live } = this.parts;
    const within = config.databaseUrl === null ? TRIAL_STORAGE_WITHIN_MS : POSTGRES_WITHIN_MS;
    await rules.start(Promise.race([persistence.databaseReady(), pause(within, undefined, { ref: false })]));
    state.startRecovery();
    const recent = persistence.recordedResponses(clock.now() - COPY_WINDOW_MS);
    state.restoreResponses(await restoredResponses(recent, live, new EnvelopeWriter()));
    persistence.notifications.subscribe('rule-set', () => void follow.refresh());
    const labels = persistence.createLabelFeed(
      (change) => state.applyLabelChange(change),
      this.foundation.log,
    );
    persistence.notifications.start();
    persistence.replicas.start(() => this.ownReport(labels.seen));
  }

  private ownReport(labelsSeen: number): ReplicaReport {
    const { live, state } = this.parts;
    const ruleSets = [...this.foundation.config.apps.keys()].map((appId) => {
      const ruleSet = live.current(appId);
      return [appId, ruleSet?.number ?? ruleSet?.hash ?? null] as const;
    });
    return { ruleSets: Object.fromEntries(ruleSets), state: state.report().kind, labelsSeen };
  }
}

function healthOf({ config, clock, log }: AppContext, parts: InsideParts, shadow: ShadowEvaluator): Health {
  const { persistence, ...others } = parts;
  const { replicas, health: storage } = persistence;
  const appIds = [...config.apps.keys()];
  const neighbours = new ReplicaChecks({ appIds, replicas, state: parts.state, clock, log });
  return new ServiceHealth({ appIds, storage, shadow, replicas, replicaChecks: neighbours, ...others });
}
