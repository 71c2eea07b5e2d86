import { CoalescingLoop } from '../../runtime/coalescing-loop.js';
import type { Log } from '../../runtime/log.js';
import type { Publisher } from './publisher.js';

/** Takes live the rule sets that other replicas publish. */
export class RuleSetReplicator {
  private readonly loop = new CoalescingLoop(() => this.followAll());

  constructor(
    private readonly appIds: readonly string[],
    private readonly publisher: Publisher,
    private readonly log: Log,
  ) {}

  /** Looks up the latest rule sets, which may have changed. Never rejects. */
  refresh(): Promise<void> {
    return this.loop.run();
  }

  private async followAll(): Promise<void> {
    for (const appId of this.appIds) {
      await this.publisher.follow(appId).catch((error: unknown) => {
        this.log.debug({ err: error, appId }, 'the latest rule set cannot be looked up');
      });
    }
  }
}
