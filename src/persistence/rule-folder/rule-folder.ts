import { open, readdir, readFile, type FileHandle } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { FileText, FileTexts } from '../../policy/rule-files/source-of-files.js';
import { RuleFiles } from '../../policy/rule-files/rules-watcher.js';
import { watch, type FSWatcher } from 'chokidar';

/** How long the folder must be quiet before it is read, in milliseconds: editors and checkouts write several files. */
const QUIET_MS = 150;
/** From how many bytes on the file of a list is long. */
const LONG_FILE_BYTES = 65_536;
const CHUNK_BYTES = 1_048_576;
/** How long a folder that does not go quiet is waited for, in milliseconds. */
const MAX_QUIET_WAIT_MS = 600;

/** The folder in which staff keep the rules. */
export class RuleFolder extends RuleFiles {
  private watcher: FSWatcher | null = null;
  private timer: NodeJS.Timeout | null = null;
  /** Of the first change that has not been told yet; milliseconds of the process's clock. */
  private changedAt: number | null = null;

  constructor(readonly path: string) {
    super();
  }

  /** Every JSON and CSV file, by path within the folder, with `/` between names. Rejects when it cannot be read. */
  override async read(): Promise<FileTexts> {
    const entries = await readdir(this.path, { recursive: true, withFileTypes: true });
    // Mounted volumes hold links to files; links to folders are not followed, nor by `readdir`.
    const files = entries
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map((entry) => relative(this.path, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter(isRuleFile);
    const texts = await Promise.all(files.map((file) => contentOf(join(this.path, file))));
    return new Map(files.map((file, index) => [file, texts[index] ?? '']));
  }

  /** Calls back after the folder changed and went quiet. */
  override watch(changed: () => void, failed: (error: unknown) => void): void {
    this.watcher = watch(this.path, {
      ignoreInitial: true,
      ignored: (path, stats) =>
        stats?.isFile() === true && !isRuleFile(relative(this.path, path).split(sep).join('/')),
    });
    this.watcher.on('all', () => {
      const now = performance.now();
      this.changedAt ??= now;
      if (now - this.changedAt > MAX_QUIET_WAIT_MS) return;
      if (this.timer !== null) clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.changedAt = null;
        changed();
      }, QUIET_MS);
    });
    this.watcher.on('error', failed);
  }

  override async close(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    await this.watcher?.close();
  }
}

/** Long lists are read as bytes: making text of them takes long, and is done on another thread. */
async function contentOf(path: string): Promise<FileText> {
  if (!path.endsWith('.csv')) return readFile(path, 'utf8');
  const file = await open(path);
  try {
    const { size } = await file.stat();
    return size < LONG_FILE_BYTES ? await file.readFile('utf8') : await sharedBytes(file, size);
  } finally {
    await file.close();
  }
}

/** @param size what it was, which need not be what it is */
async function sharedBytes(file: FileHandle, size: number): Promise<Uint8Array> {
  // One more than there are, so that the end is seen.
  const bytes = new Uint8Array(new SharedArrayBuffer(size + 1));
  for (let at = 0; at < bytes.length;) {
    const { bytesRead } = await file.read(bytes, at, Math.min(CHUNK_BYTES, bytes.length - at), at);
    if (bytesRead === 0) return bytes.subarray(0, at);
    at += bytesRead;
  }
  return sharedBytes(file, 2 * size);
}

/** Editors leave other files about while they save, and keep hidden folders; mounted volumes do too. */
function isRuleFile(path: string): boolean {
  return /\.(?:json|csv)$/.test(path) && !path.split('/').some((name) => name.startsWith('.'));
}
