import type { RuleSet } from '../../moderation/engine/rule-set.js';
import { sleep } from '../../runtime/backoff.js';
import type { Log } from '../../runtime/log.js';
import type { PendingRuleSet, PendingRuleSets } from './pending-rule-sets.js';
import type { RuleSetStore } from './rule-set-store.js';
import { storedRuleSetOf } from './stored-rule-set.js';

/** How often the store is tried again, in milliseconds. */
const RETRY_MS = 2_000;

export interface ArchivePorts {
  readonly store: RuleSetStore;
  readonly pending: PendingRuleSets;
  readonly log: Log;
}

/**
 * Stores every rule set that was in force, also when another has taken over meanwhile: decisions name it. One after the other, so
 * that the latest in the store is the one in force. Memory holds the set that is being stored; those behind it wait on the disk.
 */
export class RuleSetArchive {
  private readonly stopping = new AbortController();
  /** The apps of which a set is being stored. */
  private readonly busy = new Set<string>();

  /** @param onStored gets the number of a set that had to wait */
  constructor(
    private readonly ports: ArchivePorts,
    private readonly onStored: (appId: string, hash: string, number: number) => void,
  ) {}

  /** The set's number where the store gives it now; `null` where it has to wait. Never rejects. */
  async keep(appId: string, ruleSet: RuleSet): Promise<number | null> {
    const { pending } = this.ports;
    const added = { ticket: pending.nextTicket(), ruleSet: storedRuleSetOf(ruleSet) };
    if (this.busy.has(appId)) {
      await pending.add(appId, added);
      // It may have become idle meanwhile.
      this.resume(appId);
      return null;
    }
    this.busy.add(appId);
    if ((await pending.oldest(appId)) === null) {
      const number = await this.store(appId, added);
      if (number !== null) {
        this.drain(appId);
        return number;
      }
    }
    await pending.add(appId, added);
    this.drain(appId);
    return null;
  }

  /** Stores the sets of an app that wait, those of an earlier process too. */
  resume(appId: string): void {
    if (this.busy.has(appId)) return;
    this.busy.add(appId);
    this.drain(appId);
  }

  stop(): void {
    this.stopping.abort();
  }

  private drain(appId: string): void {
    void this.drainAll(appId).finally(() => this.busy.delete(appId));
  }

  private async drainAll(appId: string): Promise<void> {
    const { pending } = this.ports;
    const { signal } = this.stopping;
    for (let next = await pending.oldest(appId); next !== null && !signal.aborted;) {
      const number = await this.store(appId, next);
      if (number === null) {
        await sleep(RETRY_MS, signal, { ref: false });
        continue;
      }
      this.onStored(appId, next.ruleSet.hash, number);
      await pending.remove(appId, next.ticket);
      next = await pending.oldest(appId);
    }
  }

  private async store(appId: string, { ruleSet }: PendingRuleSet): Promise<number | null> {
    try {
      return await this.ports.store.publish(appId, ruleSet);
    } catch (error) {
      this.ports.log.debug({ err: error, appId, hash: ruleSet.hash }, 'the rule set has no number yet');
      return null;
    }
  }
}
