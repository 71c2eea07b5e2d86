import type { Log } from '../../runtime/log.js';
import type { Publisher } from './publisher.js';

/** Takes live what other replicas publish: looks whenever it is told to, once at a time. */
export class RuleSetReplicator {
  private running: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly appIds: readonly string[],
    private readonly publisher: Publisher,
    private readonly log: Log,
  ) {}

  /** Something may have changed. Never rejects. */
  refresh(): Promise<void> {
    this.again = this.running !== null;
    this.running ??= this.followAll().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async followAll(): Promise<void> {
    do {
      this.again = false;
      for (const appId of this.appIds) {
        await this.publisher.follow(appId).catch((error: unknown) => {
          this.log.debug({ err: error, appId }, 'the latest rule set cannot be looked up');
        });
      }
    } while (this.again);
  }
}
