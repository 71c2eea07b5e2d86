import type { JournalPosition } from '../../journal/segments/segment.js';

/** One a second: so long ago a Redis that comes back may have been saved last. */
const MAX_CHECKPOINTS = 900;

interface Checkpoint {
  /** Everything recorded before this place was handed in. */
  readonly to: JournalPosition;
  /** By app, how many scripts had been acknowledged then. */
  readonly sequences: ReadonlyMap<string, number>;
}

/** Places in the journal, and how many scripts had been acknowledged when everything before them was handed in. */
export class Checkpoints {
  private kept: Checkpoint[] = [];

  add(to: JournalPosition, sequences: ReadonlyMap<string, number>): void {
    this.kept.push({ to, sequences });
    if (this.kept.length > MAX_CHECKPOINTS) this.kept.shift();
  }

  /** The latest place up to which nothing is missing in a Redis that has so many of an app's scripts; `null` when none is known. */
  positionFor(appId: string, sequence: number): JournalPosition | null {
    return this.kept.findLast(({ sequences }) => sequenceOf(sequences, appId) <= sequence)?.to ?? null;
  }

  /** Scripts beyond that number are lost: from now on it means others. */
  forgetBeyond(appId: string, sequence: number): void {
    this.kept = this.kept.filter(({ sequences }) => sequenceOf(sequences, appId) <= sequence);
  }

  /** They say nothing of what is there now. */
  clear(): void {
    this.kept = [];
  }
}

function sequenceOf(sequences: ReadonlyMap<string, number>, appId: string): number {
  return sequences.get(appId) ?? Number.POSITIVE_INFINITY;
}
