import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { RuleFiles } from '../../policy/rule-watch.js';
import { watch, type FSWatcher } from 'chokidar';

/** How long the folder must be quiet before it is read, in milliseconds: editors and checkouts write several files. */
const QUIET_MS = 150;
/** How long a folder that does not go quiet is waited for, in milliseconds. */
const RESTLESS_MS = 600;

/** The folder in which staff keep the rules. */
export class RuleFolder extends RuleFiles {
  private watcher: FSWatcher | null = null;
  private timer: NodeJS.Timeout | null = null;
  /** Of the first change that has not been told yet; milliseconds of the process's clock. */
  private changedAt: number | null = null;

  constructor(readonly path: string) {
    super();
  }

  /** The text of every JSON and CSV file, by path within the folder, with `/` between names. Rejects when it cannot be read. */
  override async read(): Promise<ReadonlyMap<string, string>> {
    const entries = await readdir(this.path, { recursive: true, withFileTypes: true });
    // Mounted volumes hold links to files; links to folders are not followed, nor by `readdir`.
    const files = entries
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map((entry) => relative(this.path, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter(isRuleFile);
    const texts = await Promise.all(files.map((file) => readFile(join(this.path, file), 'utf8')));
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
      if (now - this.changedAt > RESTLESS_MS) return;
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

/** Editors leave other files about while they save, and keep hidden folders; mounted volumes do too. */
function isRuleFile(path: string): boolean {
  return /\.(?:json|csv)$/.test(path) && !path.split('/').some((name) => name.startsWith('.'));
}
