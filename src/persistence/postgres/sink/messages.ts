/** Records to the thread that writes them: their bytes one after the other, and where each ends. */
export interface RecordBatch {
  readonly bytes: Uint8Array;
  readonly ends: readonly number[];
}

/** The data that the worker starts with. */
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
      /** As errors of PostgreSQL and of connections have it. */
      readonly code: string | null;
      /** It was our own code that failed. */
      readonly isOwnFault: boolean;
      /** The transaction had begun: the database was there. */
      readonly begun: boolean;
    };
