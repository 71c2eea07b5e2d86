import { tokenSettingFor, type Tokens, type TokenSettings } from './token-settings.js';

/** Something that leaves callbacks without a sound signature. It refuses a new installation, and is reported by one that ran before. */
export interface TokenFault {
  readonly kind: 'missing' | 'weak';
  /** Says what is wrong and what to set, without the token. */
  readonly message: string;
}

/** Shorter tokens can be found by trying. */
const MIN_LENGTH = 8;

/** Tokens of the documentation, and those that people set first. */
const documented: ReadonlySet<string> = new Set([
  'token',
  'your-token',
  'my-token',
  'callback-token',
  'callback_token',
  'your-callback-token',
  'change-me',
  'changeme',
  'secret',
  'password',
  'example',
  'old',
  'new',
  '12345678',
]);

/** The faults of the apps' tokens. */
export function tokenFaultsIn({ apps, settings }: Pick<TokenSettings, 'apps' | 'settings'>): TokenFault[] {
  const appIds = [...apps.keys()];
  const missing = appIds.filter((appId) => settings.get(appId) === null);
  const weak = [...apps].flatMap(([appId, tokens]) =>
    weaknessesOf(tokens).map((weakness) => `${settings.get(appId) ?? ''} ${weakness}`),
  );
  return [
    ...missing.map((appId) => ({ kind: 'missing' as const, message: missingMessage(appId, appIds) })),
    ...[...weak, ...sharedTokens(apps, settings)].map((message) => ({ kind: 'weak' as const, message })),
  ];
}

function missingMessage(appId: string, appIds: readonly string[]): string {
  const setting = tokenSettingFor(appId, appIds);
  return `app ${appId} has no token, so that any sender's callback counts as the platform's: set ${setting} to the token beside the callback URL in the chat console, or to "none" if the console has none`;
}

function weaknessesOf(tokens: Tokens): readonly string[] {
  if (tokens.some((token) => /^["'\u2018-\u201f]|["'\u2018-\u201f]$/u.test(token))) {
    return [
      'has a quotation mark at its beginning or end, which is taken for a part of the token: remove the quotation marks from the setting',
    ];
  }
  if (tokens.some((token) => documented.has(token.toLowerCase()))) {
    return [
      'is a token of the documentation: set one of your own, such as the output of "openssl rand -hex 16"',
    ];
  }
  return tokens.some((token) => token.length < MIN_LENGTH)
    ? [
        `is shorter than ${MIN_LENGTH} characters: set a longer one, such as the output of "openssl rand -hex 16"`,
      ]
    : [];
}

function sharedTokens(apps: TokenSettings['apps'], settings: TokenSettings['settings']): readonly string[] {
  const owners = new Map<string, string>();
  const messages: string[] = [];
  for (const [appId, tokens] of apps) {
    const setting = settings.get(appId) ?? '';
    for (const token of tokens) {
      const owner = owners.get(token);
      if (owner === undefined) owners.set(token, setting);
      else
        messages.push(
          `${setting} is the token of ${owner} as well: one app could sign for the other; give each its own`,
        );
    }
  }
  return messages;
}

/** A new installation does not start with tokens that are missing or weak. */
export class TokensRefused extends Error {
  override readonly name = 'TokensRefused';

  constructor(faults: readonly TokenFault[]) {
    super(
      `This installation is new, and its callback tokens are not right:\n${faults.map(({ message }) => `  - ${message}`).join('\n')}`,
    );
  }
}
