import { Inject, Module } from '@nestjs/common';
import { ModerationModule } from '../../src/moderation/moderation.module.js';
import { CallbacksModule } from '../../src/callbacks/callbacks.module.js';
import { StaffModule } from '../../src/staff/staff.module.js';
import { Health, type HealthReport } from '../../src/staff/health/health.js';
import { AppContext } from '../../src/app-context.js';
import { checkRuleSetSource } from '../../src/moderation/engine/check-rule-set-source.js';
import { DecisionLog } from '../../src/moderation/decision-log.js';
import { ActiveRuleSets } from '../../src/moderation/active-rule-sets.js';
import { State } from '../../src/moderation/state/state.js';
import { registerJournalMetrics } from '../../src/persistence/journal/journal-metrics.js';
import { MemoryState } from '../../src/persistence/state/memory/memory-state.js';
import { readRuleFolder } from '../../src/persistence/rule-folder/read-rule-folder.js';
import { ActiveRuleSetRegistry } from '../../src/policy/publishing/active-rule-set-registry.js';
import { sourceOfFiles } from '../../src/policy/rule-files/source-of-files.js';
import { ListedHistory } from './state/listed-history.js';
import { MemoryDecisionLog } from './moderation/ports.js';

/** The Nest token of what a test does while the service starts. */
const START = Symbol('start');

/** The service without persistence and policy. */
@Module({ imports: [ModerationModule, CallbacksModule, StaffModule] })
class InMemoryModule {
  constructor(@Inject(START) readonly start: () => Promise<void>) {}
}

/** Parts of a service that a test reads and changes. */
export interface Inside {
  readonly log: MemoryDecisionLog;
  readonly rules: ActiveRuleSetRegistry;
  health: HealthReport;
}

/** The adapters of a service that keeps everything in memory, under the starting rules. */
export async function inMemoryModule(context: AppContext, start: () => Promise<void>) {
  const { config, clock, metrics } = context;
  // Nothing is written to a disk, but the metrics are those of every service.
  registerJournalMetrics(metrics);
  const state = new MemoryState({
    history: new ListedHistory(),
    clock,
    counterMemoryBytes: config.counterMemory,
  });
  const rules = new ActiveRuleSetRegistry();
  const ruleSet = await startingRules();
  for (const appId of config.apps.keys()) {
    rules.activate(appId, ruleSet);
    state.prepare(appId, ruleSet.rates);
  }
  const inside: Inside = {
    log: new MemoryDecisionLog(),
    rules,
    health: {
      apps: [...config.apps.keys()].map((appId) => ({
        appId,
        ruleSet: { number: 1, hash: ruleSet.hash },
        isForeign: false,
      })),
      degraded: [],
      warnings: [],
      journal: { waiting: 0, oldestMs: 0, unrecorded: 0, rejected: 0 },
      state: { evictions: 0, bytes: 0, rebuilding: false },
      replicas: { others: [], clockAheadMs: 0 },
      shadow: { skippedItems: 0 },
    },
  };
  const health: Health = { report: () => inside.health };
  const module = {
    module: InMemoryModule,
    global: true,
    providers: [
      { provide: AppContext, useValue: context },
      { provide: START, useValue: start },
      { provide: State, useValue: state },
      { provide: DecisionLog, useValue: inside.log },
      { provide: ActiveRuleSets, useValue: rules },
      { provide: Health, useValue: health },
    ],
    exports: [AppContext, State, DecisionLog, ActiveRuleSets, Health],
  };
  return { module, inside };
}

async function startingRules() {
  const read = sourceOfFiles(readRuleFolder('rules').files);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const checked = checkRuleSetSource(read.source);
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  return checked.ruleSet;
}
