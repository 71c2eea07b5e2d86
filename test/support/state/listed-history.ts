import { EventHistory } from '../../../src/moderation/state/event-history.js';
import { LabelHistory } from '../../../src/moderation/state/label-history.js';
import type { LabelChange, StateEvent } from '../../../src/moderation/state/state.js';

/** A history that is a list; it can be made to fail. */
export class ListedHistory extends EventHistory {
  readonly events: StateEvent[] = [];
  /** How many more calls fail, each after its first page. */
  failures = 0;
  readonly asked: { readonly from: number; readonly to: number }[] = [];

  constructor(private readonly pageSize = 100) {
    super();
  }

  override async *eventsSince(
    appId: string,
    from: number,
    to: number,
  ): AsyncGenerator<readonly StateEvent[]> {
    this.asked.push({ from, to });
    const events = this.events
      .filter((event) => event.appId === appId && event.at >= from && event.at < to)
      .sort((a, b) => a.at - b.at);
    const fails = this.failures > 0;
    if (fails) this.failures--;
    for (let start = 0; start < events.length; start += this.pageSize) {
      yield events.slice(start, start + this.pageSize);
      if (fails) break;
      await Promise.resolve();
    }
    if (fails) throw new Error('the database is away');
  }
}

/** Labels that are a list. */
export class ListedLabels extends LabelHistory {
  constructor(readonly changes: readonly LabelChange[] = []) {
    super();
  }

  /** The labels that the drain would have recorded from these events. */
  static of(events: readonly StateEvent[]): ListedLabels {
    const set = events.flatMap(({ kind, appId, fromAccount: account, detail: label, at, expiresAt }) =>
      kind === 'label' && label !== null ? [{ appId, account, label, at, expiresAt, cleared: false }] : [],
    );
    return new ListedLabels(set);
  }

  override async *labelsOf(appId: string): AsyncGenerator<readonly LabelChange[]> {
    yield this.changes.filter((change) => change.appId === appId);
  }
}
