/** How many entries a series keeps of each key, and for how long. */
export interface SeriesShape {
  readonly app: string;
  /** Identifies the series in snapshots, across versions. */
  readonly name: string;
  /** Milliseconds: less than 49 days. */
  readonly keepMs: number;
  /** How many of the newest ids of a key are kept. */
  readonly keepCount: number;
}

/** One kind of entries, of many keys. */
export interface Series extends SeriesShape {
  readonly number: number;
  /** Nothing of this moment or later is missing. */
  completeFrom: number;
  /** A range from a snapshot that is complete too; the gap between it and `completeFrom` is still to be filled. */
  known: { readonly from: number; readonly to: number } | null;
  /** No longer in use; its keys expire at once. */
  dropped: boolean;
}

/** Opens a series that is complete from now on. */
export type OpenSeries = (name: string, keepMs: number, keepCount: number) => Series;

/** A series in a snapshot. */
export interface SnapshotSeries extends SeriesShape {
  readonly number: number;
  /** Nothing was missing from this moment until the snapshot was made. */
  readonly completeFrom: number;
}

/** All series by number. A series that continues one of a snapshot has its number, since the digests of keys contain it. */
export class SeriesRegistry {
  private readonly opened = new Map<number, Series>();
  private readonly resumed = new Map<Series, SnapshotSeries>();
  private fromSnapshot: readonly SnapshotSeries[];
  private next: number;

  constructor(kept: readonly SnapshotSeries[]) {
    this.fromSnapshot = kept;
    this.next = Math.max(-1, ...kept.map(({ number }) => number)) + 1;
  }

  /** Opens a series that keeps at least so much. */
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

  /** Whether the series waits for its entries from the snapshot. */
  isAwaited(series: Series): boolean {
    return this.resumed.has(series);
  }

  /** The series that continue one of the snapshot; series that are opened later continue none. */
  endResuming(): ReadonlyMap<Series, SnapshotSeries> {
    const resumed = new Map(this.resumed);
    this.fromSnapshot = [];
    this.resumed.clear();
    return resumed;
  }

  /** The series for a snapshot that begins now. */
  forSnapshot(): readonly SnapshotSeries[] {
    const living = [...this.opened.values()].filter(({ dropped }) => !dropped);
    return living.map(({ known: _known, dropped: _dropped, ...series }) => series);
  }
}

function satisfies(kept: SnapshotSeries, { app, name, keepMs, keepCount }: SeriesShape): boolean {
  return kept.app === app && kept.name === name && kept.keepMs >= keepMs && kept.keepCount >= keepCount;
}
