import * as value from './config-values.js';
import type { SetVariables } from './environment.js';

/** The value that says on purpose that callbacks are not signed. */
const NONE = 'none';

/** The tokens of an app, the first of which is set in the chat console once a rotation has ended. */
export type Tokens = readonly string[];

export interface TokenSettings {
  /** The tokens of each app; none: signatures are not required. */
  readonly apps: Map<string, Tokens>;
  /** The setting that each app's tokens come from; `null` where none is set. */
  readonly settings: ReadonlyMap<string, string | null>;
  readonly problems: readonly string[];
}

/**
 * Reads `CALLBACK_TOKEN` and `CALLBACK_TOKEN_<appid>`. A name that begins like them and is neither is a problem, because callbacks would go
 * unsigned although a token was set.
 */
export function readTokenSettings(set: SetVariables, appIds: readonly string[]): TokenSettings {
  const problems: string[] = [];
  const read = new Map<string, Tokens>();
  for (const [name, text] of Object.entries(set)) {
    if (!name.startsWith('CALLBACK_TOKEN')) continue;
    const problem = problemOfName(name, appIds);
    const tokens = parseTokens(text);
    if (problem !== null) problems.push(problem);
    else if ('problem' in tokens) problems.push(`${name} ${tokens.problem}`);
    else read.set(name, tokens);
  }
  problems.push(...clashesIn(read, appIds));
  const settings = new Map(appIds.map((id) => [id, settingOf(id, read)]));
  const apps = new Map(appIds.map((id) => [id, read.get(settings.get(id) ?? '') ?? []]));
  return { apps, settings, problems };
}

/** The tokens in a setting; empty for `none`. */
export function parseTokens(text: string): Tokens | { readonly problem: string } {
  const { data, error } = value.tokens.safeParse(text);
  if (data === undefined) return { problem: error?.issues[0]?.message ?? 'is not right' };
  if (!data.includes(NONE)) return data;
  return data.length === 1 ? [] : { problem: `holds "${NONE}" beside a token: set one of them` };
}

/** Names the setting for the token of an app. */
export function tokenSettingFor(appId: string, appIds: readonly string[]): string {
  return appIds.length > 1 ? `CALLBACK_TOKEN_${appId}` : 'CALLBACK_TOKEN';
}

function settingOf(appId: string, read: ReadonlyMap<string, Tokens>): string | null {
  const own = `CALLBACK_TOKEN_${appId}`;
  if (read.has(own)) return own;
  return read.has('CALLBACK_TOKEN') ? 'CALLBACK_TOKEN' : null;
}

function problemOfName(name: string, appIds: readonly string[]): string | null {
  if (name === 'CALLBACK_TOKEN') return null;
  const appId = /^CALLBACK_TOKEN_(\d*)$/.exec(name)?.[1];
  if (appId === undefined) {
    const right = appIds.map((id) => tokenSettingFor(id, appIds)).join(', ');
    return `${name} is not a setting: set ${right} instead`;
  }
  return appIds.includes(appId)
    ? null
    : `${name} is for an app that SDK_APP_ID does not name (${appIds.join(', ')})`;
}

function clashesIn(read: ReadonlyMap<string, Tokens>, appIds: readonly string[]): readonly string[] {
  const shared = read.get('CALLBACK_TOKEN');
  if (shared === undefined) return [];
  if (appIds.length > 1 && shared.length > 0) {
    const own = appIds.map((id) => `CALLBACK_TOKEN_${id}`).join(', ');
    return [`CALLBACK_TOKEN cannot serve several apps, since a signature covers no app: set ${own} instead`];
  }
  return appIds
    .filter((id) => appIds.length === 1 && read.has(`CALLBACK_TOKEN_${id}`))
    .map((id) => `CALLBACK_TOKEN and CALLBACK_TOKEN_${id} are both set: set one of them`);
}
