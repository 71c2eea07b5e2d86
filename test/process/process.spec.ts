import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { postResponses, send } from '../support/callback-client.js';
import { built } from '../support/built.js';
import { aFolder } from '../support/temporary-folder.js';

interface Process {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
  errors(): string;
}

const running = new Set<ChildProcess>();
const folders: { remove(): Promise<void> }[] = [];
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(folders.map((folder) => folder.remove()));
});

const dataFolder = async (): Promise<string> => {
  const folder = await aFolder();
  folders.push(folder);
  return folder.path;
};

const run = (env: Readonly<Record<string, string>>): Process => {
  let output = '';
  let errors = '';
  const child = spawn(process.execPath, [built('src/main.js')], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  running.add(child);
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  return { child, ended, output: () => output, errors: () => errors };
};

/** The line that says it is ready; the URLs in it. */
const ready = async (service: Process): Promise<{ readonly url: string; readonly line: string }> => {
  for (;;) {
    const line = service
      .output()
      .split('\n')
      .find((each) => each.includes('"msg":"ready"'));
    const url = /"callbackUrl":"(http:[^"]+)\/callback"/.exec(line ?? '')?.[1];
    if (line !== undefined && url !== undefined) return { url, line };
    if (service.child.exitCode !== null) throw new Error(service.output() + service.errors());
    await sleep(50);
  }
};

const packet = {
  From_Account: 'a',
  ResponseFriendItem: [{ To_Account: 'b', ResponseAction: 'Response_Action_Agree' }],
};

describe('the process', () => {
  it('says all that is wrong with its environment, without a stack, and ends', async () => {
    const service = run({ PORT: 'x', DEADLINE_MS: '1' });
    expect(await service.ended).toBe(1);
    expect(service.errors()).toBe(
      'The environment is not right:\n  - PORT must be a whole number from 0 to 65535\n  - DEADLINE_MS must be a whole number from 100 to 1800\n',
    );
    expect(service.output()).toBe('');
  });

  it('prints where it is and a curl line, serves on while it drains, and is not cut short by a second signal', async () => {
    const data = await dataFolder();
    const service = run({ PORT: '0', CONSOLE_PORT: '0', DATA_DIR: data, DRAIN_MS: '1500' });
    const { url, line } = await ready(service);
    expect(line).toContain(`curl -s \\"${url}/callback?`);
    expect((await postResponses(url, packet)).status).toBe(200);

    service.child.kill('SIGTERM');
    await sleep(200);
    service.child.kill('SIGTERM');
    service.child.kill('SIGINT');
    expect(await send(url, { method: 'GET', path: '/health/ready' })).toMatchObject({
      status: 503,
      json: { status: 'stopping' },
    });
    expect((await postResponses(url, { ...packet, EventTime: 1 })).status).toBe(200);
    expect(await service.ended).toBe(0);
    expect(service.output()).toMatch(/"msg":"stopped"\}\n$/);
  });

  /**
   * @fault settings: TRUST_PROXY covers most addresses, or a token has quotes around it
   * @effect The service starts, and warns of it.
   */
  it('warns at the start of settings that are most likely a mistake', async () => {
    const service = run({
      PORT: '0',
      CONSOLE_PORT: '0',
      DATA_DIR: await dataFolder(),
      TRUST_PROXY: '0.0.0.0/1,128.0.0.0/1',
      CALLBACK_TOKEN: '"quoted-by-an-env-file"',
    });
    await ready(service);
    service.child.kill('SIGINT');
    expect(await service.ended).toBe(0);
    expect(service.output()).toMatch(/"level":40,.*TRUST_PROXY believes a forwarded address from 100 %/);
    expect(service.output()).toMatch(/"level":40,.*CALLBACK_TOKEN holds quotes/);
  });

  it('does not wait at a Ctrl-C', async () => {
    const service = run({
      PORT: '0',
      CONSOLE_PORT: '0',
      DATA_DIR: await dataFolder(),
      DRAIN_MS: '60000',
    });
    await ready(service);
    service.child.kill('SIGINT');
    expect(await service.ended).toBe(0);
  });

  it('keeps its secrets out of the log', async () => {
    const CALLBACK_PATH = '/very-secret-path-0123456789';
    const service = run({
      PORT: '0',
      CONSOLE_PORT: '0',
      DATA_DIR: await dataFolder(),
      LOG_LEVEL: 'trace',
      CALLBACK_PATH,
      CALLBACK_TOKEN: 'very-secret-token',
    });
    await sleep(0);
    for (;;) {
      if (service.output().includes('"msg":"ready"') || service.child.exitCode !== null) break;
      await sleep(50);
    }
    const url = /"callbackUrl":"(http:[^"$]+)\$CALLBACK_PATH"/.exec(service.output())?.[1] ?? '';
    const query =
      'SdkAppid=1400000000&CallbackCommand=Sns.CallbackPrevFriendResponse&RequestTime=1&Sign=very-secret-sign';
    expect((await send(url, { path: CALLBACK_PATH, query })).status).toBe(403);
    expect((await send(url, { path: `${CALLBACK_PATH}x`, query })).status).toBe(404);
    expect((await send(url, { path: CALLBACK_PATH, method: 'GET', query })).status).toBe(405);
    service.child.kill('SIGINT');
    await service.ended;
    expect(service.output() + service.errors()).not.toContain('very-secret');
  });
});
