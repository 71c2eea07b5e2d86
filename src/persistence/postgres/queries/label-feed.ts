import { CoalescingLoop } from '../../../runtime/coalescing-loop.js';
import type { Log } from '../../../runtime/log.js';
import type { LabelChange } from '../../../moderation/state/state.js';
import { describeError } from '../../../runtime/describe-error.js';
import type { Database } from '../connection/database.js';
import { labelChangesAfter, latestChangeNumber } from './label-changes.js';

/** So many changes are read again at the start, since staff may have made some meanwhile. Applying one twice changes nothing. */
const OVERLAP = 1_000;

/** Applies staff's changes of labels to the state of this replica. */
export class LabelFeed {
  private number: number | null = null;
  private readonly loop = new CoalescingLoop(() => this.pollOnce());

  constructor(
    private readonly database: Database,
    private readonly log: Log,
    private readonly take: (change: LabelChange) => void,
  ) {}

  /** Number of the latest change that the state has; 0 before the first poll. */
  get seen(): number {
    return this.number ?? 0;
  }

  /** Reads changes that may be new. Never rejects. @returns whether there were any */
  async poll(): Promise<boolean> {
    const before = this.seen;
    await this.loop.run();
    return this.seen !== before;
  }

  private async pollOnce(): Promise<void> {
    const from = this.number;
    try {
      const { since, changes } = await this.database.transaction(async (manager) => {
        const first = from ?? (await latestChangeNumber(manager)) - OVERLAP;
        return { since: first, changes: await labelChangesAfter(manager, first) };
      });
      for (const { change } of changes) this.take(change);
      this.number = Math.max(since, 0, ...changes.map(({ number }) => number));
    } catch (error) {
      this.log.debug({ reason: describeError(error) }, 'changes of labels cannot be looked up');
    }
  }
}
