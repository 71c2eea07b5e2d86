import type { Log } from '../../../runtime/log.js';
import type { LabelChange } from '../../../moderation/state/state.js';
import { describeError } from '../../../runtime/describe-error.js';
import type { Database } from '../connection/database.js';
import { labelChangesAfter, latestChangeNumber } from './label-changes.js';

/** Staff may have changed something while this replica started: so many numbers are read twice, which changes nothing. */
const OVERLAP = 1_000;

/** Brings every change of a label that staff make to the state of this replica. */
export class LabelFeed {
  private number: number | null = null;
  private polling: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
    private readonly take: (change: LabelChange) => void,
  ) {}

  /** The latest change that is in; 0 before the first look. */
  get seen(): number {
    return this.number ?? 0;
  }

  /** There may be something new. Never rejects. @returns whether there was */
  async poll(): Promise<boolean> {
    const before = this.seen;
    this.again = this.polling !== null;
    this.polling ??= this.pollAll().finally(() => {
      this.polling = null;
    });
    await this.polling;
    return this.seen !== before;
  }

  private async pollAll(): Promise<void> {
    do {
      this.again = false;
      try {
        await this.pollOnce();
      } catch (error) {
        this.log.debug({ reason: describeError(error) }, 'changes of labels cannot be looked up');
      }
    } while (this.again);
  }

  private async pollOnce(): Promise<void> {
    const from = this.number;
    const found = await this.database.transaction(async (manager) => {
      const since = from ?? (await latestChangeNumber(manager)) - OVERLAP;
      return { since, changes: await labelChangesAfter(manager, since) };
    });
    for (const { change } of found.changes) this.take(change);
    this.number = Math.max(found.since, 0, ...found.changes.map(({ number }) => number));
  }
}
