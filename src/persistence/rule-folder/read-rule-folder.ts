import type { SourceProblem } from '../../moderation/rules/rule-set-source.js';
import type { FileText, FolderContent } from '../../policy/rule-files/rule-files.js';
import { answerRequest } from './folder-requests.js';
import { listFolder } from './list-folder.js';
import { addContent } from './rule-folder.js';

/** Reads a rules folder once, on the calling thread. Throws when it is gone. */
export function readRuleFolder(root: string): FolderContent {
  const { files, problems: listed } = listFolder(root);
  const texts = new Map<string, FileText>();
  const problems: SourceProblem[] = [...listed];
  for (const { path, target } of files) {
    addContent(path, answerRequest({ kind: 'read', target }), texts, problems);
  }
  return { files: texts, problems };
}
