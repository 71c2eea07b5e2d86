import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../../runtime/log.js';
import type { StateEvent } from '../../../moderation/state/state.js';
import { decodeRecord } from '../../journal/records/decode-record.js';
import { eventsOfRecord } from '../../journal/records/events-of-record.js';
import { JournalReader } from '../../journal/segments/journal-reader.js';
import type { Journal } from '../../journal/journal.js';
import { isBefore, SEGMENT_START, type JournalPosition } from '../../journal/segments/segment.js';
import { describeError } from '../../../runtime/describe-error.js';
import { Checkpoints } from './checkpoints.js';

const RETRY_MS = 20;
/** As many until the next round. */
const MAX_ATTEMPTS = 50;
const CHUNK = { bytes: 1024 ** 2, records: 500 };

/** Hands events to the shared state; rejects while it is away. */
export type ApplyEvents = (events: readonly StateEvent[]) => Promise<void>;

/**
 * Sees to it that the shared state gets every event of this replica's journal. What went well at once needs no second look; from
 * the first failure on, the journal is read again from a place up to which everything went well.
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

  /** @param sequences by app, how many scripts are acknowledged */
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

  /** Something that was answered may be missing in the shared state. */
  get isLagging(): boolean {
    return this.lagging;
  }

  /** A packet is being counted. */
  packetBegan(source: string): void {
    this.inFlight.add(source);
  }

  /** What a packet brought did not get there, or nobody knows. */
  packetMissed(source: string): void {
    // Of one that has ended the record is in the journal already.
    if (this.inFlight.has(source)) this.failed.add(source);
    this.failures += 1;
    this.lagging = true;
  }

  /** A packet is at its end: its record is in the journal, or came to nothing. */
  packetEnded(source: string): void {
    this.inFlight.delete(source);
    this.failed.delete(source);
    this.checkpoint?.waitsFor.delete(source);
  }

  /** Whether the journal gave up, for want of room, what the shared state has not got. */
  get hasGap(): boolean {
    return this.journal.sharedGap;
  }

  /** The shared state was given up, and is filled from the history. */
  gapClosed(): void {
    this.journal.sharedGap = false;
  }

  /** The shared state has lost what it had: everything that the journal still has is handed in again. */
  replayAll(): void {
    this.checkpoints.clear();
    this.replayFrom(firstPosition(this.journal));
  }

  /**
   * The shared state has lost the latest scripts of an app; it has so many.
   * @returns whether the journal still has what was lost
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
    // What was counted is lost, too, where the record is still to come.
    for (const source of this.inFlight) this.failed.add(source);
    this.failures += 1;
    this.lagging = true;
  }

  /** To be called once a second while the shared state is there. */
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

  /** Hands in what the journal still has, for something that is new. */
  async replayInto(handIn: ApplyEvents): Promise<void> {
    await this.replay(firstPosition(this.journal), this.journal.end(), handIn);
  }

  /** Notes how far it has come. Nothing is in flight any more. */
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
        // The records of some are still to come, at a place behind that.
        await pause(RETRY_MS);
      }
    } catch (error) {
      this.log.debug({ reason: describeError(error) }, 'the shared state could not be given everything yet');
    }
  }

  private caughtUp(): void {
    if (!this.lagging) return;
    this.lagging = false;
    this.log.info({}, 'the shared state has everything that this replica recorded');
  }

  private async advance(to: JournalPosition): Promise<void> {
    this.cursor = to;
    await this.journal.advanceSharedCursor(to);
  }

  private async replay(from: JournalPosition, to: JournalPosition, handIn: ApplyEvents): Promise<void> {
    const reader = new JournalReader(this.journal.directory);
    try {
      for (let at = from; isBefore(at, to);) {
        const chunk = await this.journal.read(reader, at, CHUNK);
        if (chunk === null) return;
        const events = chunk.payloads.flatMap(eventsIn);
        if (events.length > 0) await handIn(events);
        at = chunk.nextPosition;
      }
    } finally {
      await reader.close();
    }
  }
}

function eventsIn(payload: Buffer): readonly StateEvent[] {
  try {
    return eventsOfRecord(decodeRecord(payload));
  } catch {
    // The drain keeps it aside, and says so.
    return [];
  }
}

function firstPosition(journal: Journal): JournalPosition {
  const [first] = journal.listSegments();
  return first === undefined ? journal.end() : { segment: first.number, offset: SEGMENT_START };
}
