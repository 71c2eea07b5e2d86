import { execFile } from 'node:child_process';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesIn } from '../support/answered.js';
import { built } from '../support/built.js';
import { postResponses } from '../support/callback-client.js';
import { OPENING_MS } from '../support/persistence/database.js';
import { aRuleFile } from '../support/rule-files.js';
import { aHome, until, type Home, type ServiceProcess } from '../support/service-process.js';
import { aFolder } from '../support/temporary-folder.js';

const run = promisify(execFile);
const account = "o'ann \u{1F600}\\";

const rule = aRuleFile({
  name: 'labelled',
  description: 'Stops whoever carries the label',
  priority: 1_000,
  conditions: { all: [{ fact: 'labels', params: { of: 'from' }, operator: 'contains', value: 'stopped' }] },
  event: { type: 'deny', params: { resultCode: 38010 } },
  examples: [
    {
      it: 'stops it',
      expect: 'deny',
      given: [{ fact: 'labels', params: { of: 'from' }, value: ['stopped'] }],
    },
  ],
});

describe('friendgate labels', () => {
  let home: Home;
  let rules: string;
  let service: ServiceProcess;
  let removing: () => Promise<void>;
  beforeAll(async () => {
    home = await aHome();
    const folder = await aFolder();
    removing = () => folder.remove();
    rules = join(folder.path, 'rules');
    await cp('rules', rules, { recursive: true });
    await writeFile(join(rules, 'labelled.json'), JSON.stringify(rule));
    service = await home.start({ RULES_DIR: rules });
    await until(async () => (await service.metric('friendgate_state_rebuilding')) === 0);
  }, OPENING_MS);
  afterAll(async () => {
    await home.remove();
    await removing();
  });

  const labels = async (...words: readonly string[]) => {
    const env = { PATH: process.env['PATH'], SDK_APP_ID: '1400000000', ...home.env };
    const { stdout } = await run(process.execPath, [built('src/cli/friendgate.js'), 'labels', ...words], {
      env,
    });
    return stdout;
  };
  let index = 0;
  const codes = async () => {
    index += 1;
    const packet = {
      From_Account: account,
      ResponseFriendItem: [{ To_Account: `to-${index}`, ResponseAction: 'Response_Action_Agree' }],
    };
    return codesIn((await postResponses(service.url, packet)).text);
  };

  it('sets a label that the next callback sees, and clears it', async () => {
    expect(await codes()).toEqual([0]);
    const said = await labels('set', account, 'stopped', '--reason', 'a "test"', '--by', 'eve');
    expect(said).toBe(`${account}: stopped is set\nin force on 1 of 1 replicas\n`);
    expect(await codes()).toEqual([38010]);
    expect(await labels('list', account)).toMatch(
      /stopped {2}until cleared {2}by eve at .*: "a \\"test\\""\n1 label stands\n$/,
    );
    await labels('clear', account, 'stopped');
    expect(await codes()).toEqual([0]);
    expect(await labels('list')).toBe('0 labels stand\n');
  }, 60_000);

  it('sets one that ends by itself', async () => {
    await labels('set', account, 'stopped', '--for', '8s');
    expect(await codes()).toEqual([38010]);
    await pause(8_100);
    expect(await codes()).toEqual([0]);
  }, 60_000);

  it('is remembered by the next start', async () => {
    await labels('set', account, 'stopped');
    await service.end('SIGKILL');
    service = await home.start({ RULES_DIR: rules });
    await until(async () => (await service.metric('friendgate_state_rebuilding')) === 0);
    expect(await codes()).toEqual([38010]);
  }, 60_000);

  it('says what is wrong with what it is told', async () => {
    await expect(labels('set', account, 'Not a label')).rejects.toThrow(/small letters, digits and hyphens/);
    await expect(labels('set', account, 'stopped', '--for', '1y')).rejects.toThrow(/90s, 10m, 24h or 30d/);
    await expect(labels('list', '--app', '1,2')).rejects.toThrow(/say by --app which one/);
  });

  it('refuses to guess the app of a change in a database that several may use', async () => {
    const env = { PATH: process.env['PATH'], DATABASE_URL: 'postgres://127.0.0.1:1/none' };
    const change = (...words: readonly string[]) =>
      run(process.execPath, [built('src/cli/friendgate.js'), 'labels', ...words], { env });
    for (const verb of ['set', 'clear']) {
      await expect(change(verb, account, 'stopped')).rejects.toThrow(/say by --app or SDK_APP_ID which app/);
      await expect(change(verb, account, 'stopped', '--app', '1400000001')).rejects.toThrow(
        /The database does not do it/,
      );
    }
  }, 60_000);
});
