import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../../runtime/log.js';
import type { StateEvent } from '../../../moderation/state/state.js';
import type { Journal } from '../../journal/journal.js';
import { isBefore, SEGMENT_START, type JournalPosition } from '../../journal/segments/segment.js';
import { describeError } from '../../../runtime/describe-error.js';
import { Checkpoints } from './checkpoints.js';
import { eventsBetween } from './events-between.js';

const RETRY_MS = 20;
/** Attempts in one round. */
const MAX_ATTEMPTS = 50;

/** Applies events to the shared state; rejects while it is away. */
export type ApplyEvents = (events: readonly StateEvent[]) => Promise<void>;

/**
 * Brings every event of this replica's journal into the shared state. Events that were applied at once are not looked at again;
 * from the first failure on, the journal is replayed from a position up to which all of them were applied.
 */
export class JournalReplay {
  private readonly inFlight = new Set<string>();
  private readonly failed = new Set<string>();
  private failures = 0;
  private cursor: JournalPosition;
  private lagging = true;
  private running: Promise<void> | null = null;
  private readonly checkpoints = new Checkpoints();
  private cameLate = false;
  private stopped = false;
  private checkpoint: { readonly to: JournalPosition; readonly waitsFor: Set<string> } | null = null;

  /** @param sequences by app, the number of acknowledged scripts */
  constructor(
    private readonly journal: Journal,
    private readonly applyEvents: ApplyEvents,
    private readonly sequences: () => ReadonlyMap<string, number>,
    private readonly log: Log,
  ) {
    this.cursor = journal.sharedCursor ?? firstPosition(journal);
    journal.onRetried = () => {
      this.cameLate = true;
    };
  }

  /** The shared state may lack events of answered callbacks. */
  get isLagging(): boolean {
    return this.lagging;
  }

  /** A packet is being counted. */
  packetBegan(source: string): void {
    this.inFlight.add(source);
  }

  /** A packet's events were not applied, or perhaps not. */
  packetMissed(source: string): void {
    // The record of a packet that has ended is in the journal already.
    if (this.inFlight.has(source)) this.failed.add(source);
    this.failures += 1;
    this.lagging = true;
  }

  /** A packet has ended: its record is in the journal, or it failed. */
  packetEnded(source: string): void {
    this.inFlight.delete(source);
    this.failed.delete(source);
    this.checkpoint?.waitsFor.delete(source);
  }

  /** Whether the journal dropped, for want of room, records that the shared state lacks. */
  get hasGap(): boolean {
    return this.journal.sharedGap;
  }

  /** The shared state was deleted, and is filled from the history. */
  gapClosed(): void {
    this.journal.sharedGap = false;
  }

  /** The shared state is empty: replays all of the journal. */
  replayAll(): void {
    this.checkpoints.clear();
    this.replayFrom(firstPosition(this.journal));
  }

  /**
   * The shared state has lost the latest scripts of an app; it has so many: replays the journal since then.
   * @returns whether the journal still has those records
   */
  replaySince(appId: string, sequence: number): boolean {
    this.checkpoints.forgetBeyond(appId, sequence);
    const place = this.checkpoints.positionFor(appId, sequence);
    if (place === null || place.segment < firstPosition(this.journal).segment) return false;
    this.replayFrom(isBefore(place, this.cursor) ? place : this.cursor);
    return true;
  }

  private replayFrom(place: JournalPosition): void {
    this.cursor = place;
    this.checkpoint = null;
    // Packets in flight are lost too; their records are still to come.
    for (const source of this.inFlight) this.failed.add(source);
    this.failures += 1;
    this.lagging = true;
  }

  /** Call it once a second while Redis answers. */
  async tick(): Promise<void> {
    if (this.lagging || this.cameLate) {
      this.running ??= this.run().finally(() => {
        this.running = null;
      });
      await this.running;
      return;
    }
    if (this.checkpoint !== null && this.checkpoint.waitsFor.size === 0) {
      this.checkpoints.add(this.checkpoint.to, this.sequences());
      await this.advance(this.checkpoint.to);
      this.checkpoint = null;
    }
    this.checkpoint ??= { to: this.journal.end(), waitsFor: new Set(this.inFlight) };
  }

  /** Replays all of the journal into series that are new. */
  async replayInto(handIn: ApplyEvents): Promise<void> {
    await this.replay(firstPosition(this.journal), this.journal.end(), handIn);
  }

  /** Saves how far it has come. Call it when nothing is in flight any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
    if (!this.lagging && this.inFlight.size === 0) await this.advance(this.journal.end());
  }

  private async run(): Promise<void> {
    this.checkpoint = null;
    try {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        this.cameLate = false;
        const { failures } = this;
        const recorded = this.failed.size === 0;
        const to = this.journal.end();
        await this.replay(this.cursor, to, this.applyEvents);
        if (this.hasGap) return;
        await this.advance(to);
        if (recorded && this.failures === failures) {
          this.caughtUp();
          return;
        }
        if (this.stopped) return;
        // Some records are still to come, behind that position.
        await pause(RETRY_MS);
      }
    } catch (error) {
      this.log.debug(
        { reason: describeError(error) },
        'the journal could not be replayed into the shared state yet',
      );
    }
  }

  private caughtUp(): void {
    if (!this.lagging) return;
    this.lagging = false;
    this.log.info({}, 'the shared state has all events of this replica');
  }

  private async advance(to: JournalPosition): Promise<void> {
    this.cursor = to;
    await this.journal.advanceSharedCursor(to);
  }

  private async replay(from: JournalPosition, to: JournalPosition, handIn: ApplyEvents): Promise<void> {
    for await (const events of eventsBetween(this.journal, from, to)) await handIn(events);
  }
}

function firstPosition(journal: Journal): JournalPosition {
  const [first] = journal.listSegments();
  return first === undefined ? journal.end() : { segment: first.number, offset: SEGMENT_START };
}
