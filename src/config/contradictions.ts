import * as value from './config-values.js';
import { SANDBOX_APP_ID, type Environment } from './environment.js';

/** A fault that no variable shows by itself. */
export interface Contradiction {
  readonly between: readonly (keyof Environment)[];
  readonly message: string;
}

export function contradictions(
  read: Environment,
  set: Readonly<Record<string, string | undefined>>,
  ownTokens: ReadonlyMap<string, readonly string[]>,
): Contradiction[] {
  const found: Contradiction[] = [];
  if (read.SDK_APP_ID === undefined && !value.isLoopback(read.HOST)) {
    const message = `HOST is ${read.HOST}, but without SDK_APP_ID the service runs in its sandbox, for this machine only: set SDK_APP_ID to your app's id, or HOST to 127.0.0.1`;
    found.push({ between: ['HOST', 'SDK_APP_ID'], message });
  }
  const tokens = clashesOfTokens(read, ownTokens);
  found.push(...tokens.map((message) => ({ between: ['SDK_APP_ID', 'CALLBACK_TOKEN'] as const, message })));
  if (read.DATA_DIR_SLOTS > 0 && read.DATABASE_URL === undefined) {
    const message =
      'DATA_DIR_SLOTS is for replicas, which need a database in common: set DATABASE_URL, or leave DATA_DIR_SLOTS out';
    found.push({ between: ['DATA_DIR_SLOTS', 'DATABASE_URL'], message });
  }
  const ports = clashOfPorts(read, set);
  if (ports !== null) {
    found.push({ between: ['HOST', 'PORT', 'CONSOLE_HOST', 'CONSOLE_PORT'], message: ports });
  }
  return found;
}

function clashesOfTokens(read: Environment, ownTokens: ReadonlyMap<string, readonly string[]>): string[] {
  const problems: string[] = [];
  const apps = read.SDK_APP_ID ?? [SANDBOX_APP_ID];
  if (apps.length > 1 && read.CALLBACK_TOKEN !== undefined) {
    problems.push(
      `CALLBACK_TOKEN cannot serve several apps, since a signature covers no app: set ${apps.map((id) => `CALLBACK_TOKEN_${id}`).join(', ')} instead`,
    );
  }
  for (const appId of ownTokens.keys()) {
    if (!apps.includes(appId)) {
      problems.push(
        `CALLBACK_TOKEN_${appId} is for an app that SDK_APP_ID does not name (${apps.join(', ')})`,
      );
    } else if (read.CALLBACK_TOKEN !== undefined && apps.length === 1) {
      problems.push(`CALLBACK_TOKEN and CALLBACK_TOKEN_${appId} are both set: set one of them`);
    }
  }
  return problems;
}

/** One address for both sides must be meant, not stumbled into: it puts /metrics on the callback port. */
function clashOfPorts(read: Environment, set: Readonly<Record<string, string | undefined>>): string | null {
  if (read.PORT === 0 || read.PORT !== read.CONSOLE_PORT) return null;
  const sameHost = read.HOST === read.CONSOLE_HOST;
  const wildcard = [read.HOST, read.CONSOLE_HOST].some((host) => host === '0.0.0.0' || host === '::');
  if (sameHost && set['PORT'] !== undefined && set['CONSOLE_PORT'] !== undefined) return null;
  if (!sameHost && !wildcard) return null;
  return `PORT and CONSOLE_PORT are both ${read.PORT}: set CONSOLE_PORT to another port; or, to serve both sides from one port, set HOST and CONSOLE_HOST, PORT and CONSOLE_PORT to the same values`;
}
