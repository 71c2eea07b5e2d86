import { describeError } from '../../runtime/describe-error.js';
import { listFolder, type ListedFolder } from './list-folder.js';
import { readFileContent, type FileContent } from './read-file.js';

/** A request to the thread that reads a rules folder. */
export type FolderRequest =
  { readonly kind: 'list'; readonly root: string } | { readonly kind: 'read'; readonly target: string };

export type FolderResponse =
  | { readonly kind: 'listed'; readonly folder: ListedFolder }
  | { readonly kind: 'read'; readonly content: FileContent }
  | { readonly kind: 'failed'; readonly reason: string };

export function answerRequest(request: FolderRequest): FolderResponse {
  try {
    return request.kind === 'list'
      ? { kind: 'listed', folder: listFolder(request.root) }
      : { kind: 'read', content: readFileContent(request.target) };
  } catch (error) {
    return { kind: 'failed', reason: describeError(error) };
  }
}
