/** Where callbacks are taken when no path is set. */
const DEFAULT_PATHS = ['/', '/callback', '/callback/'] as const;

/** The paths that callbacks may come to. */
export class CallbackPaths {
  private readonly accepted: ReadonlySet<string>;
  private readonly normalised: ReadonlySet<string>;

  /** @param secret the one path, when it is a secret; it is taken with a slash behind it, too */
  constructor(private readonly secret: string | null) {
    this.accepted = new Set(secret === null ? DEFAULT_PATHS : [secret, `${secret}/`]);
    this.normalised = new Set([...this.accepted].map(normalised));
  }

  has(path: string): boolean {
    return this.accepted.has(path);
  }

  /** Whether a path is a right one but for its case, its escapes or the number of its slashes. */
  isNearMiss(path: string): boolean {
    return !this.has(path) && this.normalised.has(normalised(path));
  }

  /** The path to tell a client that missed it; `null` where it is a secret. */
  get toTell(): string | null {
    return this.secret === null ? '/callback' : null;
  }
}

function normalised(path: string): string {
  return decoded(path)
    .toLowerCase()
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
