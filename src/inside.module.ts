import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Module, type DynamicModule, type OnApplicationBootstrap } from '@nestjs/common';
import { ProtocolAnswers } from './callbacks/answers.js';
import { Health } from './console/health.js';
import type { Foundation } from './foundation.js';
import { ModerationModule } from './moderation.module.js';
import { Shadow } from './moderation/shadow.js';
import { COPY_WINDOW_MS } from './moderation/state.js';
import { MemoryState } from './persistence/memory/memory-state.js';
import { PersistenceModule } from './persistence/persistence.module.js';
import { Persistence } from './persistence/persistence.js';
import { PolicyModule } from './policy.module.js';
import { LiveRules } from './policy/live-rules.js';
import { RuleWatch } from './policy/rule-watch.js';
import { sentAnswers } from './sent-answers.js';
import { ServiceHealth } from './service-health.js';

/** How long a start waits for the database, in milliseconds: trial storage is opened by us; PostgreSQL may be away. */
const TRIAL_STORAGE_WITHIN_MS = 20_000;
const POSTGRES_WITHIN_MS = 2_000;

interface InsideParts {
  readonly persistence: Persistence;
  readonly state: MemoryState;
  readonly rules: RuleWatch;
  readonly live: LiveRules;
}

const INSIDE_PARTS = Symbol('inside parts');
const FOUNDATION = Symbol('foundation');

/** All that is behind the edges: judging, rules, recording. */
@Module({})
export class InsideModule implements OnApplicationBootstrap {
  constructor(
    @Inject(FOUNDATION) private readonly foundation: Foundation,
    @Inject(INSIDE_PARTS) private readonly parts: InsideParts,
  ) {}

  static with(foundation: Foundation, opening: Promise<Persistence>): DynamicModule {
    const persistence = PersistenceModule.with(foundation, opening);
    const moderation = ModerationModule.with(foundation, PolicyModule.with(foundation, persistence));
    return {
      module: InsideModule,
      imports: [moderation],
      providers: [
        { provide: FOUNDATION, useValue: foundation },
        {
          provide: INSIDE_PARTS,
          inject: [Persistence, MemoryState, RuleWatch, LiveRules],
          useFactory: (
            recording: Persistence,
            state: MemoryState,
            rules: RuleWatch,
            live: LiveRules,
          ): InsideParts => ({
            persistence: recording,
            state,
            rules,
            live,
          }),
        },
        {
          provide: Health,
          inject: [INSIDE_PARTS, Shadow],
          useFactory: ({ persistence: { health }, ...parts }: InsideParts, shadow: Shadow) =>
            new ServiceHealth({
              appIds: [...foundation.config.apps.keys()],
              storage: health,
              shadow,
              ...parts,
            }),
        },
      ],
      exports: [Health, moderation],
    };
  }

  /** Before anything listens: the rules are in force, and copies of what was answered before a restart are known. */
  async onApplicationBootstrap(): Promise<void> {
    const { config, clock } = this.foundation;
    const { persistence, state, rules, live } = this.parts;
    const within = config.databaseUrl === null ? TRIAL_STORAGE_WITHIN_MS : POSTGRES_WITHIN_MS;
    await rules.start(Promise.race([persistence.databaseReady(), pause(within, undefined, { ref: false })]));
    const recent = persistence.recentAnswers(clock.now() - COPY_WINDOW_MS);
    state.restoreAnswers(await sentAnswers(recent, live, new ProtocolAnswers()));
  }
}
