import { setTimeout as pause } from 'node:timers/promises';
import { checkSource } from '../moderation/check-source.js';
import type { RuleSet } from '../moderation/rule-set.js';
import type { RuleSetSource, SourceProblem } from '../moderation/rule-set-source.js';
import type { State } from '../moderation/state.js';
import { keptOf, sourceOf } from './kept-rule-set.js';
import type { LiveRules } from './live-rules.js';
import type { RuleSetStore } from './rule-set-store.js';

/** How long a set that is ready waits for its number before it goes live without one, in milliseconds. */
const NUMBER_WITHIN_MS = 300;
/** How often the database is asked again for a number, in milliseconds. */
const ASK_AGAIN_MS = 2_000;

/** How an attempt to publish ended. */
export type Published =
  | { readonly kind: 'live'; readonly ruleSet: RuleSet }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly problems: readonly SourceProblem[] };

/** Takes rules live: checks, compiles, keeps, swaps. What is unsound is refused whole, and the old set stays. */
export class Publisher {
  private stopped = false;

  constructor(
    private readonly appIds: readonly string[],
    private readonly live: LiveRules,
    private readonly store: RuleSetStore,
    private readonly state: State,
  ) {}

  /** Publishes one source for every app. */
  async publish(source: RuleSetSource): Promise<Published> {
    const checked = checkSource(source);
    if ('problems' in checked) return { kind: 'refused', problems: checked.problems };
    const { ruleSet } = checked;
    const changed = this.appIds.filter((appId) => this.live.current(appId)?.hash !== ruleSet.hash);
    await Promise.all(changed.map((appId) => this.goLive(appId, ruleSet)));
    return changed.length > 0 ? { kind: 'live', ruleSet } : { kind: 'unchanged' };
  }

  /**
   * Takes the app's latest kept set live again, for when there is none and the files are unsound. Whether there was one;
   * rejects while the database is away.
   */
  async restore(appId: string): Promise<boolean> {
    const kept = await this.store.latest(appId);
    if (kept === null) return false;
    const checked = checkSource(sourceOf(kept));
    if ('problems' in checked) return false;
    this.state.prepare(appId, checked.ruleSet.rates);
    this.live.swap(appId, { ...checked.ruleSet, number: kept.number });
    return true;
  }

  /** Stops asking the database for numbers. */
  stop(): void {
    this.stopped = true;
  }

  private async goLive(appId: string, ruleSet: RuleSet): Promise<void> {
    this.state.prepare(appId, ruleSet.rates);
    const numbering = this.store.publish(appId, keptOf(ruleSet)).catch(() => null);
    const number = await Promise.race([numbering, pause(NUMBER_WITHIN_MS, null, { ref: false })]);
    this.live.swap(appId, { ...ruleSet, number });
    if (number === null) void this.numberLater(appId, ruleSet, numbering);
  }

  /** The database is slow or away: judging must not wait for it. */
  private async numberLater(appId: string, ruleSet: RuleSet, first: Promise<number | null>): Promise<void> {
    let number = await first;
    while (number === null && !this.stopped && this.live.current(appId)?.hash === ruleSet.hash) {
      await pause(ASK_AGAIN_MS, null, { ref: false });
      number = await this.store.publish(appId, keptOf(ruleSet)).catch(() => null);
    }
    if (number !== null) this.live.number(appId, ruleSet.hash, number);
  }
}
