import type { SourceProblem } from '../../moderation/rules/rule-set-source.js';

/** The text of a file; of a long one its UTF-8 bytes, which threads can share. */
export type FileText = string | Uint8Array;

/** Files by path, with `/` between names. */
export type FileTexts = ReadonlyMap<string, FileText>;

/** The content of a rules folder. */
export interface FolderContent {
  readonly files: FileTexts;
  /** They name files that are not read, and files that are not UTF-8. */
  readonly problems: readonly SourceProblem[];
}

/** Where staff keep the rules as files. */
export abstract class RuleFiles {
  /** Rejects when the folder is gone, or does not answer. */
  abstract read(): Promise<FolderContent>;

  /** Calls back after files changed and went quiet; and when the folder does not answer any more. */
  abstract watch(changed: () => void, failed: (error: unknown) => void): void;

  abstract close(): Promise<void>;
}
