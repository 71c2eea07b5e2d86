import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { codesIn } from '../support/answered.js';
import { APP, friendResponse, parameters, send } from '../support/callback-client.js';
import { aFakeClock, hasFaketime, needsFaketime } from '../support/faketime.js';
import { OPENING_MS } from '../support/persistence/database.js';
import { aHome, until, type Home, type ServiceProcess } from '../support/service-process.js';

needsFaketime('wall-clock.spec.ts');

const TOKEN = 'kX2vQ9rT7mZ4wB8nL3pC6sD1';
const HOUR_S = 3_600;

let home: Home;
let clock: Awaited<ReturnType<typeof aFakeClock>>;
beforeEach(async () => {
  home = await aHome();
  clock = await aFakeClock(home);
}, OPENING_MS);
afterEach(() => home.remove());

const start = () => home.start({ ...clock.env, SDK_APP_ID: APP, CALLBACK_TOKEN: TOKEN });

let number = 0;
/** An agreement, signed by a clock that is so many seconds wrong. */
async function agree(
  service: ServiceProcess,
  wrongBy = 0,
): Promise<{ status: number; codes: readonly number[] }> {
  number += 1;
  const time = String(Math.floor(Date.now() / 1_000) + wrongBy);
  const sign = createHash('sha256')
    .update(TOKEN + time)
    .digest('hex');
  const { status, text } = await send(service.url, {
    query: parameters(friendResponse, { RequestTime: time, Sign: sign }),
    body: {
      From_Account: 'steady',
      ResponseFriendItem: [{ To_Account: `to-${number}`, ResponseAction: 'Response_Action_Agree' }],
    },
  });
  return { status, codes: status === 200 ? codesIn(text) : [] };
}

async function partsOf(service: ServiceProcess): Promise<readonly string[]> {
  const ready: { degraded: readonly { part: string }[] } = JSON.parse(
    await (await fetch(`${service.consoleUrl}/health/ready`)).text(),
  );
  return ready.degraded.map(({ part }) => part);
}

const isOff = async (service: ServiceProcess) => (await partsOf(service)).includes('clock');
const aheadSeconds = (service: ServiceProcess) => service.metric('friendgate_receipt_clock_ahead_seconds');
const linesOf = (service: ServiceProcess, text: string) =>
  service.lines.filter((line) => line.includes(text)).length;

(hasFaketime ? describe : describe.skip)('a service whose wall clock is an hour wrong for a while', () => {
  /**
   * @fault clock: the wall clock of a service is an hour wrong for a while
   * @effect Signatures are refused as stale meanwhile, and taken at once afterwards; windows do not move.
   */
  it('takes callbacks again once the clock is right, with windows that did not move', async () => {
    const service = await start();
    await until(async () => (await service.metric('friendgate_state_rebuilding')) === 0);
    for (let i = 0; i < 10; i += 1) expect(await agree(service)).toEqual({ status: 200, codes: [0] });

    await clock.set(HOUR_S);
    await until(() => isOff(service));
    expect(await aheadSeconds(service)).toBeLessThan(-HOUR_S + 60);
    expect((await agree(service)).status).toBe(403);

    await clock.set(0);
    await until(async () => !(await isOff(service)));
    for (let i = 0; i < 10; i += 1) expect(await agree(service)).toEqual({ status: 200, codes: [0] });
    // The 21st within ten minutes: an hour more would have emptied the window.
    expect(await agree(service)).toEqual({ status: 200, codes: [38010] });
    expect(Math.abs(await aheadSeconds(service))).toBeLessThan(2);
    expect(linesOf(service, 'ahead of the time of receipt')).toBe(1);
    await until(async () => linesOf(service, 'agree again') === 1);
    expect(await service.end('SIGTERM')).toBe(0);
  }, 60_000);

  /**
   * @fault clock: a service starts with a last record that is an hour later than now
   * @effect It says so and judges; windows begin a minute ahead at most.
   */
  it('says at the next start that the last record is later than now, and judges', async () => {
    await clock.set(HOUR_S);
    const first = await start();
    expect((await agree(first, HOUR_S)).status).toBe(200);
    await first.end('SIGKILL');

    await clock.set(0);
    const second = await start();
    expect(linesOf(second, 'the last record is later than now')).toBe(1);
    // Windows begin a minute ahead at most, and stay there until the clock has come up.
    const ahead = await aheadSeconds(second);
    expect(ahead).toBeGreaterThan(2);
    expect(ahead).toBeLessThanOrEqual(60);
    expect(await isOff(second)).toBe(true);
    expect((await agree(second)).status).toBe(200);
    await second.end('SIGKILL');
  }, 60_000);
});
