import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './system.mjs';

const run = promisify(execFile);
const START_ATTEMPTS = 200;

/** A redis-server of the run's own, to be harmed. It saves nothing, so that it comes back empty. */
export async function aRedis(folder) {
  const port = await freePort();
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  let child = null;
  const command = async (...words) => (await run('redis-cli', ['-p', `${port}`, ...words])).stdout.trim();
  const start = async () => {
    child = spawn('redis-server', args, { stdio: 'ignore' });
    for (let attempt = 0; (await command('ping').catch(() => '')) !== 'PONG'; attempt += 1) {
      if (attempt === START_ATTEMPTS) throw new Error('redis-server did not start');
      await pause(20);
    }
  };
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    command,
    start,
    kill,
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    remove: kill,
  };
}
