import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { codesIn } from '../../support/answered.js';
import { postResponses } from '../../support/callback-client.js';
import { OPENING_MS } from '../../support/persistence/database.js';
import { aHome, until, type Home, type ServiceProcess } from '../../support/service-process.js';

/** Nothing listens there. */
const AWAY = { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/away' };

let home: Home;
beforeEach(async () => {
  home = await aHome();
}, OPENING_MS);
afterEach(() => home.remove());

async function agree(service: ServiceProcess, from: number, to: number): Promise<number[]> {
  const codes: number[] = [];
  for (let index = from; index <= to; index += 1) {
    const packet = {
      From_Account: 'steady',
      ResponseFriendItem: [{ To_Account: `to-${index}`, ResponseAction: 'Response_Action_Agree' }],
    };
    codes.push(...codesIn((await postResponses(service.url, packet)).text));
  }
  return codes;
}

/** Labels are still unknown then: those that staff change are in the database only. */
const countsOn = (service: ServiceProcess) =>
  until(async () => service.lines.some((line) => line.includes('counters go on where they were left')));

const recovered = (service: ServiceProcess) =>
  until(async () => (await service.metric('friendgate_state_rebuilding')) === 0);

describe('a service that starts again while the database is away', () => {
  /**
   * @fault database: a restart while the database is away
   * @effect Counters continue from the snapshot and the journal.
   */
  it('counts on from its snapshot and its journal: the 21st is still denied', async () => {
    const first = await home.start();
    await recovered(first);
    expect(await agree(first, 1, 10)).toEqual(Array(10).fill(0));
    expect(await first.end('SIGTERM')).toBe(0);

    const second = await home.start(AWAY);
    await countsOn(second);
    expect(await agree(second, 11, 20)).toEqual(Array(10).fill(0));
    await second.end('SIGKILL');

    const third = await home.start(AWAY);
    await countsOn(third);
    expect(await agree(third, 21, 22)).toEqual([38010, 38010]);
    await third.end('SIGKILL');
  }, 60_000);

  /**
   * @fault disk: the snapshot of the state is damaged
   * @effect One log line; counters are read from the database.
   */
  it('starts over a snapshot that is damaged, says so, and reads the past when the database is back', async () => {
    const first = await home.start();
    await recovered(first);
    await agree(first, 1, 20);
    expect(await first.end('SIGTERM')).toBe(0);
    const path = join(home.dataDir, 'state.snapshot');
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length / 2));

    const second = await home.start(AWAY);
    expect(second.lines.filter((line) => line.includes('the snapshot of the state is ignored'))).toHaveLength(
      1,
    );
    expect(await second.metric('friendgate_state_rebuilding')).toBe(1);
    await second.end('SIGKILL');

    const third = await home.start();
    await recovered(third);
    expect(await agree(third, 21, 21)).toEqual([38010]);
    expect(await third.end('SIGTERM')).toBe(0);
  }, 60_000);
});
