/** Records for the worker: their concatenated bytes, and the offset of the end of each. */
export interface RecordBatch {
  readonly bytes: Uint8Array;
  readonly ends: readonly number[];
}

/** The settings of the worker. */
export interface RecordWriterData {
  readonly url: string;
  /** Milliseconds. */
  readonly statementMs: number;
  readonly transactionMs: number;
}

export type WriteOutcome =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'failed';
      readonly message: string;
      /** SQLSTATE, or the code of a failed connection. */
      readonly code: string | null;
      /** The name of the constraint that a row broke. */
      readonly constraint: string | null;
      /** Our own code failed. */
      readonly isOwnFault: boolean;
      /** The transaction had begun, so the database was there. */
      readonly begun: boolean;
    };
