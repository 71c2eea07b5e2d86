/** A record that cannot be written with the others, and why. */
export interface RejectedRecord {
  /** As the record itself says; `unknown` when not even that can be read. */
  readonly kind: string;
  /** Milliseconds since the epoch; `null` when it cannot be read. */
  readonly receivedAt: number | null;
  /** The journal's text of the record. */
  readonly record: string;
  readonly error: string;
}

/** Takes what the journal is drained of. */
export abstract class RecordSink {
  /**
   * Writes all records or none, and leaves alone those that are there already. Rejects otherwise.
   * @param records payloads of the journal's frames
   */
  abstract write(records: readonly Buffer[]): Promise<void>;

  /** Keeps a record that `write` refuses for good. */
  abstract reject(reject: RejectedRecord): Promise<void>;

  /** Whether an error is the fault of the records, so that writing them again is useless. */
  abstract isPermanentError(error: unknown): boolean;
}
