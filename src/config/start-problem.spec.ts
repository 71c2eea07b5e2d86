import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { CounterMemoryUnavailable } from '../persistence/state/memory/open-memory-state.js';
import { configOf } from './config.js';
import { startProblem } from './start-problem.js';
import { TokensRefused } from './token-faults.js';

const config = configOf({ HOST: '127.0.0.1', CONSOLE_HOST: 'localhost', DATA_DIR: '/dev/null/data' });

/** The error of listening there. */
async function failureOf(...where: [port: number, host: string] | [path: string]): Promise<unknown> {
  const server = createServer();
  if (where.length === 1) server.listen(where[0]);
  else server.listen(...where);
  const [error]: unknown[] = await once(server, 'error');
  return error;
}

describe('a start that fails', () => {
  it('names the port that is in use, and the side', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const error = await failureOf(port, '127.0.0.1');
    taken.close();
    expect(startProblem(error, { ...config, port })).toBe(
      `PORT ${port} of 127.0.0.1 is in use: set PORT to another, or end what listens there`,
    );
    expect(startProblem(error, { ...config, consolePort: port })).toMatch(
      /^CONSOLE_PORT .* set CONSOLE_PORT to another/,
    );
  });

  it('names the host that is none of this machine', async () => {
    expect(startProblem(await failureOf(0, '192.0.2.1'), { ...config, host: '192.0.2.1', port: 0 })).toBe(
      'HOST 192.0.2.1 is no address of this machine (EADDRNOTAVAIL): set HOST to one, such as 127.0.0.1',
    );
  });

  it('names the folder that cannot be used', async () => {
    const error: unknown = await mkdir(config.dataDir, { recursive: true }).catch((each: unknown) => each);
    expect(startProblem(error, config)).toBe(
      'DATA_DIR /dev/null/data cannot be used (ENOTDIR): set it to a folder that this user may write to',
    );
  });

  it('names the folder that has no room for the socket of its lock', async () => {
    const error = await failureOf('/proc/friendgate/lock.sock');
    expect(startProblem(error, { ...config, dataDir: '/proc/friendgate' })).toMatch(
      /^DATA_DIR \/proc\/friendgate cannot be used \(E[A-Z]+\): set it to a folder that this user may write to$/,
    );
  });

  it('gives the message of an error that was foreseen', () => {
    const refused = new TokensRefused([{ kind: 'missing', message: 'app 14 has no token' }]);
    expect(startProblem(refused, config)).toBe(
      'This installation is new, and its callback tokens are not right:\n  - app 14 has no token',
    );
  });

  it('says nothing of an error that was not foreseen', () => {
    expect(startProblem(new Error('a bug'), config)).toBeNull();
  });

  it('says how much memory for counters the machine does not have', () => {
    const error = new CounterMemoryUnavailable(64 * 1024 ** 3, {});
    expect(startProblem(error, config)).toMatch(
      /^COUNTER_MEMORY 65536mb cannot be reserved: .* Set it to less/,
    );
  });
});
