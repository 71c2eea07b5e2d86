import { parseTokens, type Tokens, type TokenSettings } from './token-settings.js';
import { readSecret } from './secret-files.js';

export interface TokenReload {
  /** The apps whose tokens are others now. */
  readonly changed: readonly string[];
  /** Files that cannot be read or do not hold tokens; their apps keep the tokens that they have. */
  readonly problems: readonly string[];
}

/** The tokens that come from files. Reading them again changes the tokens of the apps in place, so that a rotation needs no restart. */
export class TokenFiles {
  constructor(
    private readonly tokens: Pick<TokenSettings, 'apps' | 'settings'>,
    private readonly files: ReadonlyMap<string, string>,
  ) {}

  /** Whether any app has its tokens from a file. */
  get isUsed(): boolean {
    return [...this.tokens.settings.values()].some((setting) => this.files.has(setting ?? ''));
  }

  reload(): TokenReload {
    const changed: string[] = [];
    const problems: string[] = [];
    for (const [appId, setting] of this.tokens.settings) {
      const path = this.files.get(setting ?? '');
      if (path === undefined) continue;
      const tokens = readTokens(path);
      if ('problem' in tokens) problems.push(`${setting ?? ''}_FILE names ${path}, ${tokens.problem}`);
      else if (!isSame(tokens, this.tokens.apps.get(appId) ?? [])) {
        this.tokens.apps.set(appId, tokens);
        changed.push(appId);
      }
    }
    return { changed, problems };
  }
}

function readTokens(path: string): Tokens | { readonly problem: string } {
  const text = readSecret(path);
  if (typeof text !== 'string') return text;
  const tokens = parseTokens(text);
  return 'problem' in tokens ? { problem: `which ${tokens.problem}` } : tokens;
}

function isSame(one: Tokens, other: Tokens): boolean {
  return one.length === other.length && one.every((token, at) => token === other[at]);
}
