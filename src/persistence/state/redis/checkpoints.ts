import type { JournalPosition } from '../../journal/segments/segment.js';

/** One a second: a Redis that comes back may have been saved so many seconds ago. */
const MAX_CHECKPOINTS = 900;

interface Checkpoint {
  /** All records before this position were applied. */
  readonly to: JournalPosition;
  /** By app, the number of scripts acknowledged by then. */
  readonly sequences: ReadonlyMap<string, number>;
}

/** Positions in the journal, with the number of scripts that Redis had acknowledged when all records before them were applied. */
export class Checkpoints {
  private checkpoints: Checkpoint[] = [];

  add(to: JournalPosition, sequences: ReadonlyMap<string, number>): void {
    this.checkpoints.push({ to, sequences });
    if (this.checkpoints.length > MAX_CHECKPOINTS) this.checkpoints.shift();
  }

  /** The latest position up to which a Redis with so many of an app's scripts lacks nothing; `null` when none is known. */
  positionFor(appId: string, sequence: number): JournalPosition | null {
    return this.checkpoints.findLast(({ sequences }) => sequenceOf(sequences, appId) <= sequence)?.to ?? null;
  }

  /** Scripts beyond that number are lost; their numbers will be given again. */
  forgetBeyond(appId: string, sequence: number): void {
    this.checkpoints = this.checkpoints.filter(({ sequences }) => sequenceOf(sequences, appId) <= sequence);
  }

  /** After a loss of everything no checkpoint holds. */
  clear(): void {
    this.checkpoints = [];
  }
}

function sequenceOf(sequences: ReadonlyMap<string, number>, appId: string): number {
  return sequences.get(appId) ?? Number.POSITIVE_INFINITY;
}
