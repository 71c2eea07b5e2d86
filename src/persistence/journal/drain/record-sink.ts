import type { JournalRecord } from '../records/record.js';

/** A record that can't be written with the others, and why. */
export interface RejectedRecord {
  /** `unknown` when not even that could be read. */
  readonly kind: JournalRecord['kind'] | 'unknown';
  readonly receivedAt: number | null;
  /** As the journal has it. */
  readonly record: string;
  readonly error: string;
}

/** Where the journal is drained to. */
export abstract class RecordSink {
  /**
   * Writes all of them or none; those that are there already are left alone. Rejects otherwise.
   * @param records as the journal has them
   */
  abstract write(records: readonly Buffer[]): Promise<void>;

  /** Keeps a record that `write` refuses for good. */
  abstract reject(reject: RejectedRecord): Promise<void>;

  /** Whether an error speaks against the records: writing them again is of no use. */
  abstract isPermanentError(error: unknown): boolean;
}
