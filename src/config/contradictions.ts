import * as value from './config-values.js';
import type { Environment, SetVariables } from './environment.js';

/** A problem between settings that are right one by one. */
export interface Contradiction {
  readonly between: readonly (keyof Environment)[];
  readonly message: string;
}

export function contradictionsIn(read: Environment, set: SetVariables): Contradiction[] {
  const found: Contradiction[] = [];
  if (read.SDK_APP_ID === undefined && !value.isLoopback(read.HOST)) {
    const message = `HOST is ${read.HOST}, but without SDK_APP_ID the service runs in its sandbox, for this machine only: set SDK_APP_ID to your app's id, or HOST to 127.0.0.1`;
    found.push({ between: ['HOST', 'SDK_APP_ID'], message });
  }
  if (read.DATA_DIR_SLOTS > 0 && read.DATABASE_URL === undefined) {
    const message =
      'DATA_DIR_SLOTS is for replicas, which need a database in common: set DATABASE_URL, or leave DATA_DIR_SLOTS out';
    found.push({ between: ['DATA_DIR_SLOTS', 'DATABASE_URL'], message });
  }
  const ports = portClash(read, set);
  if (ports !== null) {
    found.push({ between: ['HOST', 'PORT', 'CONSOLE_HOST', 'CONSOLE_PORT'], message: ports });
  }
  return found;
}

/** One address for both sides puts /metrics on the callback port, and must be set on purpose. */
function portClash(read: Environment, set: SetVariables): string | null {
  if (read.PORT === 0 || read.PORT !== read.CONSOLE_PORT) return null;
  const sameHost = read.HOST === read.CONSOLE_HOST;
  const wildcard = [read.HOST, read.CONSOLE_HOST].some((host) => host === '0.0.0.0' || host === '::');
  if (sameHost && set['PORT'] !== undefined && set['CONSOLE_PORT'] !== undefined) return null;
  if (!sameHost && !wildcard) return null;
  return `PORT and CONSOLE_PORT are both ${read.PORT}: set CONSOLE_PORT to another port; or, to serve both sides from one port, set HOST and CONSOLE_HOST, PORT and CONSOLE_PORT to the same values`;
}
