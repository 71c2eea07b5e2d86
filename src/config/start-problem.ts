import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import type { Config } from './config.js';
import { TokensRefused } from './token-faults.js';
import { DataDirInUse } from '../persistence/data-dir/data-dir-lock.js';
import { CounterMemoryUnavailable } from '../persistence/state/memory/open-memory-state.js';
import { RedisMisconfigured } from '../persistence/state/redis/connection/memory-policy.js';

/** Errors whose message says what to set. */
const WITH_A_CURE = [TokensRefused, DataDirInUse, RedisMisconfigured, CounterMemoryUnavailable];

type Places = Pick<Config, 'host' | 'port' | 'consoleHost' | 'consolePort' | 'dataDir'>;

/** A system call that failed. */
interface SystemError {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
  readonly port?: number;
  readonly address?: string;
  readonly hostname?: string;
}

/** Says what to set when the service cannot start with its settings; `null` for any other error. */
export function startProblem(error: unknown, config: Places): string | null {
  if (WITH_A_CURE.some((type) => error instanceof type) && error instanceof Error) return error.message;
  if (!isSystemError(error)) return null;
  const path = error.path ?? (isPath(error.address) ? error.address : undefined);
  if (path !== undefined) return pathProblem(error, path, config);
  if (error.syscall === 'listen' || error.syscall === 'getaddrinfo') return listenProblem(error, config);
  return null;
}

/** The lock of the data folder listens on a socket in it, or on a shorter path to it. */
function pathProblem({ code, syscall }: SystemError, path: string, { dataDir }: Places): string | null {
  if (path.startsWith(resolve(dataDir)) || path.startsWith(dataDir) || syscall === 'listen') {
    return `DATA_DIR ${dataDir} cannot be used (${code}): set it to a folder that this user may write to`;
  }
  if (!path.startsWith(tmpdir())) return null;
  return `the folder for temporary files ${tmpdir()} cannot be used (${code}): set TMPDIR to one that this user may write to`;
}

function isPath(address: string | undefined): address is string {
  return address?.includes('/') === true;
}

function listenProblem(error: SystemError, config: Places): string {
  const side = isConsole(error, config) ? 'CONSOLE_' : '';
  const host = side === '' ? config.host : config.consoleHost;
  const port = side === '' ? config.port : config.consolePort;
  switch (error.code) {
    case 'EADDRINUSE':
      return `${side}PORT ${port} of ${host} is in use: set ${side}PORT to another, or end what listens there`;
    case 'EACCES':
      return `${side}PORT ${port} may not be listened on by this user: set ${side}PORT to 1024 or more`;
    default:
      return `${side}HOST ${host} is no address of this machine (${error.code}): set ${side}HOST to one, such as 127.0.0.1`;
  }
}

function isConsole({ port, address, hostname }: SystemError, config: Places): boolean {
  if (config.host === config.consoleHost) return port === config.consolePort && port !== config.port;
  if (hostname !== undefined) return hostname === config.consoleHost;
  return port === config.consolePort && (port !== config.port || address === config.consoleHost);
}

function isSystemError(error: unknown): error is SystemError {
  return typeof error === 'object' && error !== null && 'code' in error && 'syscall' in error;
}
