import type { RuleSet } from '../../moderation/engine/rule-set.js';
import type { RulesWatcher } from '../rule-files/rules-watcher.js';
import type { ActiveRuleSetRegistry } from './active-rule-set-registry.js';
import type { Publisher } from './publisher.js';

/** The rule set of one app. */
export interface AppRuleSetStatus {
  readonly appId: string;
  /** `null` until one is loaded. */
  readonly ruleSet: Pick<RuleSet, 'number' | 'hash'> | null;
  /** Another replica published it, and the files of this one are different. */
  readonly isForeign: boolean;
}

/** Which rule sets are in force, and what keeps the files from being. */
export class RuleSetStatus {
  constructor(
    private readonly appIds: readonly string[],
    private readonly registry: ActiveRuleSetRegistry,
    private readonly publisher: Publisher,
    private readonly watcher: RulesWatcher,
  ) {}

  byApp(): readonly AppRuleSetStatus[] {
    return this.appIds.map((appId) => ({
      appId,
      ruleSet: this.registry.current(appId),
      isForeign: this.publisher.isForeign(appId),
    }));
  }

  /** Why the files are not live; `null` while they are. */
  get refusal(): string | null {
    const { problems } = this.watcher;
    const [first] = problems;
    if (first === undefined) return null;
    // Without a file it is the folder that cannot be read.
    if (first.file === '') return first.message;
    const count = `${problems.length} problem${problems.length === 1 ? '' : 's'}`;
    return `the rules' files are refused: ${count}, see "friendgate rules check"`;
  }
}
