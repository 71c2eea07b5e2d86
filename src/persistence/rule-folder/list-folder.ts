import { readdirSync, readlinkSync, realpathSync, statSync, type BigIntStats } from 'node:fs';
import type { SourceProblem } from '../../moderation/rules/rule-set-source.js';
import { describeError } from '../../runtime/describe-error.js';
import { errorCode } from '../../runtime/error-code.js';
import { isPassedOver, problemOfName } from './file-names.js';

/** A file that is to be read. */
export interface ListedFile {
  /** Within the folder, with `/` between names. */
  readonly path: string;
  /** Where it is, links followed. */
  readonly target: string;
}

export interface ListedFolder {
  readonly files: readonly ListedFile[];
  /** One for each name in the folder that is not read. */
  readonly problems: readonly SourceProblem[];
  /** Differs after any change: of a name, a link's target, a size, a time, an inode. */
  readonly stamp: string;
}

/** Folders within folders: rules need three. */
const MAX_DEPTH = 8;

/**
 * Lists a rules folder with synchronous calls: a mount that hangs holds up the calling thread and no thread of the pool. Only
 * `stat` is called: a pipe is never opened. Throws when the folder is gone.
 */
export function listFolder(root: string): ListedFolder {
  const listing = new Listing();
  const target = realpathSync(root);
  listing.folder({ path: '', target, within: [target] });
  return { files: listing.files, problems: listing.problems, stamp: listing.stamp };
}

interface Place {
  readonly path: string;
  readonly target: string;
  /** The real paths of the folders on the way here. */
  readonly within: readonly string[];
}

class Listing {
  readonly files: ListedFile[] = [];
  readonly problems: SourceProblem[] = [];
  private readonly stamps: string[] = [];

  get stamp(): string {
    return this.stamps.join('\n');
  }

  folder({ path, target, within }: Place): void {
    this.stamps.push(`${path} ${target} ${stampOf(statSync(target, { bigint: true }))}`);
    const entries = readdirSync(target, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const { name } = entry;
      if (isPassedOver(name)) continue;
      const place = { path: path === '' ? name : `${path}/${name}`, target: `${target}/${name}`, within };
      try {
        this.entry(place, entry.isSymbolicLink());
      } catch (error) {
        this.refuse(
          place.path,
          `it cannot be read: ${describeError(error)}`,
          'mend its permissions, or take it out',
        );
      }
    }
  }

  private entry(place: Place, isLink: boolean): void {
    const stat = isLink ? this.linked(place) : statSync(place.target, { bigint: true });
    if (stat === null) return;
    if (stat.isDirectory()) this.subfolder(place);
    else if (stat.isFile()) this.file(place, stat);
    else this.refuse(place.path, 'it is neither a file nor a folder', 'take it out of the rules folder');
  }

  private subfolder(place: Place): void {
    const target = realpathSync(place.target);
    if (place.within.includes(target)) {
      this.refuse(place.path, 'the link leads back to a folder that it stands in', 'remove the link');
    } else if (place.within.length >= MAX_DEPTH) {
      this.refuse(
        place.path,
        `the folder is nested more than ${MAX_DEPTH} deep`,
        'take it out of the rules folder',
      );
    } else this.folder({ path: place.path, target, within: [...place.within, target] });
  }

  private file({ path, target }: Place, stat: BigIntStats): void {
    this.stamps.push(`${path} ${stampOf(stat)}`);
    const problem = problemOfName(path);
    if (problem === null) this.files.push({ path, target });
    else this.problems.push(problem);
  }

  /** The target of a link; `null` where it leads nowhere, which is refused. */
  private linked({ path, target }: Place): BigIntStats | null {
    const leadsTo = readlinkSync(target);
    this.stamps.push(`${path} -> ${leadsTo}`);
    try {
      return statSync(target, { bigint: true });
    } catch (error) {
      const message =
        errorCode(error) === 'ELOOP'
          ? `the link leads in a circle: to "${leadsTo}"`
          : `the link leads nowhere: to "${leadsTo}"`;
      this.refuse(path, message, 'mend the link, or remove it');
      return null;
    }
  }

  private refuse(file: string, message: string, hint: string): void {
    this.stamps.push(`${file} ${message}`);
    this.problems.push({ file, at: '', message, hint });
  }
}

function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}
