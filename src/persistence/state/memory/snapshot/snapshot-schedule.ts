import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../../../runtime/clock.js';
import type { Log } from '../../../../runtime/log.js';
import type { KeyedHash } from '../../keyed-hash.js';
import { describeError } from '../../../../runtime/describe-error.js';
import type { SnapshotSource } from './snapshot-source.js';
import type { RecentSets } from '../recent-sets/recent-sets.js';
import type { SeriesRegistry } from '../recent-sets/series.js';
import { SnapshotWriter } from './snapshot-file.js';

const EVERY_MS = 30_000;
/** Records before the snapshot's position in the journal are in the state by then: longer than any answer takes. */
const SETTLED_MS = 3_000;
/** An older snapshot is reported in health. */
const OVERDUE_MS = 300_000;
/** Words encoded between two turns of the event loop: about half a millisecond. */
const WORDS_A_TURN = 8 * 1024;
/** A key with all its entries fits. */
const MAX_WORDS = 64 * 1024;

export interface SnapshotScheduleParts {
  readonly sets: RecentSets;
  readonly registry: SeriesRegistry;
  readonly hash: KeyedHash;
  readonly source: SnapshotSource;
  readonly clock: Clock;
  readonly log: Log | undefined;
}

/**
 * Writes a snapshot every 30 s and at the end, while the state goes on changing. Adding an event again changes nothing, so a
 * snapshot and the journal since its beginning make the state, however much of that the snapshot already holds.
 */
export class SnapshotSchedule {
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  private begunAt: number | null = null;
  private lastAt = 0;
  private lastContents = '';
  private failure: string | null = null;

  constructor(private readonly parts: SnapshotScheduleParts) {}

  begin(): void {
    if (this.begunAt !== null) return;
    this.begunAt = this.lastAt = this.parts.clock.now();
    this.running = this.run();
  }

  /** A problem, in words; `null` when there is none. */
  problem(): string | null {
    if (this.begunAt === null || this.parts.clock.now() < this.lastAt + OVERDUE_MS) return null;
    const reason = this.failure ?? 'the disk is slow';
    return `the state could not be kept on the disk for minutes (${reason}): a restart reads it from the database`;
  }

  /** Writes a last snapshot, unless the schedule never began. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    if (this.begunAt !== null) await this.take(0, new AbortController().signal);
    this.begunAt = null;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await setTimeout(EVERY_MS, undefined, { ref: false, signal }).catch(() => undefined);
      if (!signal.aborted) await this.take(SETTLED_MS, signal);
    }
  }

  private async take(settledMs: number, signal: AbortSignal): Promise<void> {
    const { clock, log, registry, hash, source } = this.parts;
    if (source.tail.isRefusing === true) return;
    const journal = source.tail.nextPosition();
    const contents = { at: clock.now(), seed: [...hash.seed] as [number, number], journal };
    const series = registry.forSnapshot();
    const name = JSON.stringify([journal, series]);
    try {
      // Without new records and series the last snapshot is up to date.
      if (name !== this.lastContents) {
        if (settledMs > 0) await setTimeout(settledMs, undefined, { ref: false, signal });
        await this.write({ ...contents, series: [...series] }, signal);
      }
      this.lastContents = name;
      this.lastAt = contents.at;
      this.failure = null;
    } catch (error) {
      if (signal.aborted) return;
      if (this.failure === null)
        log?.warn({ reason: describeError(error) }, 'the state could not be kept on the disk');
      this.failure = describeError(error);
    }
  }

  private async write(
    contents: Omit<Parameters<SnapshotWriter['finish']>[0], 'keys' | 'forgotten'>,
    signal: AbortSignal,
  ): Promise<void> {
    const { sets, source } = this.parts;
    const writer = await SnapshotWriter.create(source.path);
    try {
      const words = new Int32Array(MAX_WORDS);
      const keys: [number, number][] = [];
      sets.startEncoding();
      for (
        let used = sets.encodeNext(words, WORDS_A_TURN);
        used !== null;
        used = sets.encodeNext(words, WORDS_A_TURN)
      ) {
        if (used > 0) keys.push(await writer.write(bytesOf(words.subarray(0, used))));
        else await setTimeout(0);
        signal.throwIfAborted();
      }
      // After the keys, so that it holds what was evicted meanwhile.
      const forgotten = await writer.write(bytesOf(sets.evictionTable.slice()));
      await writer.finish({ ...contents, keys, forgotten });
    } catch (error) {
      await writer.abandon();
      throw error;
    }
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
