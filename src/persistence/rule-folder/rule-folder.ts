import { setTimeout as sleep } from 'node:timers/promises';
import type { SourceProblem } from '../../moderation/rules/rule-set-source.js';
import { RuleFiles, type FileText, type FolderContent } from '../../policy/rule-files/rule-files.js';
import { WorkerClient } from '../../runtime/worker-client.js';
import type { FolderRequest, FolderResponse } from './folder-requests.js';
import type { ListedFolder } from './list-folder.js';
import { SettledChanges } from './settled-changes.js';

/** How often the folder is looked at, in milliseconds: while nothing changes, and while something does. */
const POLL_MS = 250;
const CHANGING_POLL_MS = 100;
/** How long the file system may take for one listing or one file, in milliseconds. */
const RESPONSE_TIMEOUT_MS = 5_000;
/** How often a folder that changes while it is read is read again. */
const MAX_READS = 5;

const UNANSWERED = 'the file system does not answer';

/**
 * The folder in which staff keep the rules. It is polled rather than watched: so a folder that was replaced, a link that leads
 * elsewhere now and a mount without notices are all seen alike. A listing of some forty files takes a third of a millisecond, on a
 * thread of its own.
 */
export class RuleFolder extends RuleFiles {
  private client: WorkerClient<FolderRequest, FolderResponse> | null = null;
  private readonly changes = new SettledChanges();
  private readonly stopping = new AbortController();
  private polling: Promise<void> = Promise.resolve();

  constructor(readonly path: string) {
    super();
  }

  override async read(): Promise<FolderContent> {
    for (let attempt = 1; ; attempt += 1) {
      const before = await this.list();
      const content = await this.contentOf(before);
      const after = await this.list();
      this.changes.wasRead(before.stamp);
      if (after.stamp === before.stamp || attempt === MAX_READS) return content;
      await sleep(CHANGING_POLL_MS);
    }
  }

  override watch(changed: () => void, failed: (error: unknown) => void): void {
    this.polling = this.poll(changed, failed);
  }

  override async close(): Promise<void> {
    this.stopping.abort();
    await this.client?.stop();
    await this.polling;
  }

  private async poll(changed: () => void, failed: (error: unknown) => void): Promise<void> {
    const { signal } = this.stopping;
    let isAnswering = true;
    while (!signal.aborted) {
      const ms = this.changes.isChanging ? CHANGING_POLL_MS : POLL_MS;
      await sleep(ms, undefined, { ref: false, signal }).catch(() => undefined);
      if (signal.aborted) return;
      const stamp = await this.stamp();
      if (stamp === null && isAnswering && !signal.aborted) failed(new Error(UNANSWERED));
      isAnswering = stamp !== null;
      if (stamp !== null && this.changes.see(stamp, performance.now())) changed();
    }
  }

  /** `null` while the file system does not answer. A folder that is gone has a stamp of its own. */
  private async stamp(): Promise<string | null> {
    try {
      const response = await this.request({ kind: 'list', root: this.path });
      return response.kind === 'listed' ? response.folder.stamp : `gone: ${JSON.stringify(response)}`;
    } catch {
      return null;
    }
  }

  private async list(): Promise<ListedFolder> {
    const response = await this.request({ kind: 'list', root: this.path });
    if (response.kind === 'listed') return response.folder;
    const reason = response.kind === 'failed' ? response.reason : response.kind;
    this.changes.wasRead(`gone: ${JSON.stringify(response)}`);
    throw new Error(reason);
  }

  private async contentOf({ files, problems: listed }: ListedFolder): Promise<FolderContent> {
    const texts = new Map<string, FileText>();
    const problems: SourceProblem[] = [...listed];
    for (const { path, target } of files) {
      const response = await this.request({ kind: 'read', target });
      addContent(path, response, texts, problems);
    }
    return { files: texts, problems };
  }

  /** Rejects when the file system does not answer in time. A thread that hangs is not joined by another. */
  private async request(request: FolderRequest): Promise<FolderResponse> {
    if (this.stopping.signal.aborted) throw new Error('the rules folder is closed');
    if (this.client?.isGone === true) this.client = null;
    this.client ??= new WorkerClient('persistence/rule-folder/rule-folder.worker', {
      timeoutMs: RESPONSE_TIMEOUT_MS,
    });
    return this.client.request(request);
  }
}

/** Adds a file's text, or why there is none. */
export function addContent(
  file: string,
  response: FolderResponse,
  texts: Map<string, FileText>,
  problems: SourceProblem[],
): void {
  if (response.kind === 'read') {
    const { text, problem } = response.content;
    texts.set(file, text);
    if (problem !== null) problems.push({ file, ...problem });
  } else {
    const message = `it cannot be read: ${response.kind === 'failed' ? response.reason : response.kind}`;
    problems.push({ file, at: '', message });
  }
}
