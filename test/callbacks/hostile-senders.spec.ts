import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signatureOf } from '../../src/callbacks/authentication/signature.js';
import { codesIn } from '../support/answered.js';
import { friendResponse, parameters, postResponses } from '../support/callback-client.js';
import { OPENING_MS } from '../support/persistence/database.js';
import { aHome, type Home, type ServiceProcess } from '../support/service-process.js';

const SECONDS = 5;
const CALLBACKS_PER_SECOND = 100;
const CONNECTIONS = 1_000;
const MB = 1_024 ** 2;
const TOKEN = 'token-of-this-test';

interface Run {
  readonly codes: readonly number[];
  /** The most memory that the process ever had, in bytes. */
  readonly peak: number;
}

/** Sends good callbacks at a fixed rate, and says how they were answered. */
async function goodCallbacks(service: ServiceProcess): Promise<Run> {
  const codes: number[] = [];
  const pending: Promise<void>[] = [];
  const began = performance.now();
  for (let index = 0; index < SECONDS * CALLBACKS_PER_SECOND; index += 1) {
    await pause(Math.max(0, began + (index * 1_000) / CALLBACKS_PER_SECOND - performance.now()));
    pending.push(post(service, `account${index}`).then(({ text }) => void codes.push(...codesIn(text))));
  }
  await Promise.all(pending);
  return { codes, peak: await peakOf(service) };
}

function post(service: ServiceProcess, From_Account: string) {
  const RequestTime = String(Math.floor(Date.now() / 1_000));
  const query = parameters(friendResponse, { RequestTime, Sign: signatureOf(TOKEN, RequestTime) });
  const ResponseFriendItem = [{ To_Account: 'b', ResponseAction: 'Response_Action_Agree' }];
  return postResponses(service.url, { From_Account, ResponseFriendItem }, { query });
}

async function peakOf({ pid }: ServiceProcess): Promise<number> {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1_024;
}

/** Callbacks that were answered within a second, counted where they arrived. */
function inTime(service: ServiceProcess): Promise<number> {
  return service.metric('friendgate_callback_seconds_bucket{le="1",command="friend-response"}');
}

async function hostileSenders(service: ServiceProcess): Promise<number> {
  const script = fileURLToPath(new URL('../support/hostile-senders.mjs', import.meta.url));
  const target = `/callback?${new URLSearchParams(parameters(friendResponse)).toString()}`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    script,
    new URL(service.url).port,
    String(CONNECTIONS),
    String(SECONDS * 1_000),
    target,
  ]);
  return Number(stdout);
}

describe('a thousand hostile connections', () => {
  let home: Home;
  beforeAll(async () => {
    home = await aHome();
  }, OPENING_MS);
  afterAll(() => home.remove());

  /**
   * @fault flood: a thousand connections send bodies that stall, have no end, or come byte by byte
   * @effect They cost less than 128 MB, and good callbacks stay in time.
   */
  it('cost less than 128 MB, and good callbacks stay in time', async () => {
    const env = { CALLBACK_TOKEN: TOKEN };
    const undisturbed = await home.start(env);
    const calm = await goodCallbacks(undisturbed);
    await undisturbed.end('SIGTERM');

    const service = await home.start(env);
    const [flooded, opened] = await Promise.all([goodCallbacks(service), hostileSenders(service)]);
    expect(opened).toBeGreaterThanOrEqual(CONNECTIONS);
    expect(flooded.codes).toEqual(calm.codes);
    expect(await inTime(service)).toBe(SECONDS * CALLBACKS_PER_SECOND);
    expect(flooded.peak - calm.peak).toBeLessThan(128 * MB);
    expect(await service.metric('friendgate_refusals_total{reason="unsigned"}')).toBeGreaterThan(100);
    expect(await service.end('SIGTERM')).toBe(0);
  }, 120_000);
});
