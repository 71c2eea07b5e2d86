import type { ListKind } from '../../moderation/model/list-lookup.js';
import type { ListFileResult } from './file/list-file.js';

/** The file of a list that is long. */
export interface LongListFile {
  readonly name: string;
  readonly kind: ListKind;
  /** UTF-8, over memory that threads can share. */
  readonly bytes: Uint8Array;
}

/** Compiles long lists of terms away from the thread that answers. */
export abstract class ListCompiler {
  /**
   * Reads files by path within the rules folder. The caller compiles the files that are missing from the result. Never rejects.
   * @param files all files: state of others is dropped
   */
  abstract compile(files: ReadonlyMap<string, LongListFile>): Promise<ReadonlyMap<string, ListFileResult>>;

  abstract close(): Promise<void>;
}
