/** What one series remembers of many keys. */
export interface SeriesShape {
  readonly app: string;
  /** What is remembered, in words that the next start understands, too. */
  readonly name: string;
  /** For how long, in milliseconds: less than 49 days. */
  readonly keepMs: number;
  /** How many ids of a key: the newest. */
  readonly keepCount: number;
}

/** One thing that is remembered of many keys. */
export interface Series extends SeriesShape {
  readonly number: number;
  /** Nothing of this moment or later is missing. */
  completeFrom: number;
  /** Nothing of this stretch is missing either: it comes from a snapshot, and what lies between is still to come. */
  known: { readonly from: number; readonly to: number } | null;
  /** Nobody asks for it any more; its keys are given up. */
  dropped: boolean;
}

/** Opens a series of an app that is complete from now on. */
export type OpenSeries = (name: string, keepMs: number, keepCount: number) => Series;

/** A series as a snapshot has it. */
export interface SnapshotSeries extends SeriesShape {
  readonly number: number;
  /** Nothing was missing from this moment on to when the snapshot was made. */
  readonly completeFrom: number;
}

/** All series by number. A series that goes on where a snapshot left it has its number from there, since keys are named by it. */
export class SeriesRegistry {
  private readonly opened = new Map<number, Series>();
  private readonly resumed = new Map<Series, SnapshotSeries>();
  private fromSnapshot: readonly SnapshotSeries[];
  private next: number;

  constructor(kept: readonly SnapshotSeries[]) {
    this.fromSnapshot = kept;
    this.next = Math.max(-1, ...kept.map(({ number }) => number)) + 1;
  }

  /** One that keeps at least so much. */
  open(shape: SeriesShape, completeFrom: number): Series {
    const kept = this.fromSnapshot.find((one) => satisfies(one, shape));
    const { app, name, keepMs, keepCount, number } = kept ?? { ...shape, number: this.next++ };
    const series = { app, name, keepMs, keepCount, number, completeFrom, known: null, dropped: false };
    this.opened.set(number, series);
    if (kept !== undefined) {
      this.fromSnapshot = this.fromSnapshot.filter((one) => one !== kept);
      this.resumed.set(series, kept);
    }
    return series;
  }

  at(number: number): Series | undefined {
    return this.opened.get(number);
  }

  /** Whether what a series remembered before the start is still to come. */
  isAwaited(series: Series): boolean {
    return this.resumed.has(series);
  }

  /** The series that go on where a snapshot left them. From now on none does any more. */
  endResuming(): ReadonlyMap<Series, SnapshotSeries> {
    const resumed = new Map(this.resumed);
    this.fromSnapshot = [];
    this.resumed.clear();
    return resumed;
  }

  /** What a snapshot that begins now has to say of its series. */
  forSnapshot(): readonly SnapshotSeries[] {
    const living = [...this.opened.values()].filter(({ dropped }) => !dropped);
    return living.map(({ known: _known, dropped: _dropped, ...series }) => series);
  }
}

function satisfies(kept: SnapshotSeries, { app, name, keepMs, keepCount }: SeriesShape): boolean {
  return kept.app === app && kept.name === name && kept.keepMs >= keepMs && kept.keepCount >= keepCount;
}
