import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { RuleFiles } from '../../policy/rule-watch.js';
import { watch, type FSWatcher } from 'chokidar';

/** How long the folder must be quiet before it is read, in milliseconds: editors and checkouts write several files. */
const QUIET_MS = 150;

/** The folder in which staff keep the rules. */
export class RuleFolder extends RuleFiles {
  private watcher: FSWatcher | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(readonly path: string) {
    super();
  }

  /** The text of every JSON and CSV file, by path within the folder, with `/` between names. Rejects when it cannot be read. */
  override async read(): Promise<ReadonlyMap<string, string>> {
    const entries = await readdir(this.path, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && isRuleFile(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    return new Map(
      files.map((file, index) => [relative(this.path, file).split(sep).join('/'), texts[index] ?? '']),
    );
  }

  /** Calls back after the folder changed and went quiet. */
  override watch(changed: () => void): void {
    this.watcher = watch(this.path, {
      ignoreInitial: true,
      ignored: (path, stats) => stats?.isFile() === true && !isRuleFile(path),
    });
    this.watcher.on('all', () => {
      if (this.timer !== null) clearTimeout(this.timer);
      this.timer = setTimeout(changed, QUIET_MS);
    });
  }

  override async close(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    await this.watcher?.close();
  }
}

/** Editors leave other files about while they save. */
function isRuleFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf(sep) + 1);
  return !name.startsWith('.') && (name.endsWith('.json') || name.endsWith('.csv'));
}
