import { Health, type Degradation, type HealthReport } from './console/health.js';
import type { Shadow } from './moderation/shadow.js';
import type { MemoryState } from './persistence/memory/memory-state.js';
import type { StorageHealth } from './persistence/storage-health.js';
import type { LiveRules } from './policy/live-rules.js';
import type { RuleWatch } from './policy/rule-watch.js';

export interface HealthSources {
  readonly appIds: readonly string[];
  readonly storage: StorageHealth;
  readonly live: LiveRules;
  readonly rules: RuleWatch;
  readonly state: MemoryState;
  readonly shadow: Shadow;
}

/** How the service is, of what its parts say. */
export class ServiceHealth extends Health {
  constructor(private readonly sources: HealthSources) {
    super();
  }

  override report(): HealthReport {
    const { appIds, storage, live, state, shadow } = this.sources;
    const { waiting, oldestMs, unrecorded, rejected, degraded } = storage.report();
    return {
      apps: appIds.map((appId) => ({ appId, ruleSet: live.current(appId) })),
      degraded: [...degraded, ...this.ownDegradations()],
      journal: { waiting, oldestMs, unrecorded, rejected },
      state: { evictions: state.evictions, rebuilding: state.rebuilding.length > 0 },
      shadow: { skippedItems: shadow.skippedItems },
    };
  }

  private ownDegradations(): readonly Degradation[] {
    const { rules, state } = this.sources;
    const degraded: Degradation[] = [];
    if (rules.problems.length > 0) {
      const because = `the rules' files are refused: ${rules.problems.length} problems, see "friendgate rules check"`;
      degraded.push({ part: 'rules', because });
    }
    if (state.rebuilding.some(({ failure }) => failure !== null)) {
      degraded.push({ part: 'state', because: 'what happened before the start cannot be read yet' });
    }
    return degraded;
  }
}
