import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesIn } from '../support/answered.js';
import { built } from '../support/built.js';
import { postDeletions, postResponses } from '../support/callback-client.js';
import { OPENING_MS } from '../support/persistence/database.js';
import { aHome, startProcess, until, type Home, type ServiceProcess } from '../support/service-process.js';
import { aFolder } from '../support/temporary-folder.js';

const agreement = (from: string, to: string) => ({
  From_Account: from,
  ResponseFriendItem: [{ To_Account: to, ResponseAction: 'Response_Action_Agree' }],
});
const codesOf = ({ text }: { text: string }) => codesIn(text);

/** Agreements and deletions, 200 a second, until the service is gone; the accounts whose answers came. */
async function trafficUntil(service: ServiceProcess, stopAfterMs: number): Promise<Set<string>> {
  const answered = new Set<string>();
  const pending: Promise<void>[] = [];
  const started = performance.now();
  for (let index = 0; performance.now() - started < stopAfterMs; index += 1) {
    const name = `${service.url.slice(-5)}-${index}`;
    const posting =
      index % 4 === 0
        ? postDeletions(service.url, { PairList: [{ From_Account: name, To_Account: 'x' }] })
        : postResponses(service.url, agreement(name, 'x'));
    pending.push(
      posting.then(({ status }) => void (status === 200 && answered.add(name))).catch(() => undefined),
    );
    await pause(Math.max(0, started + index * 5 - performance.now()));
  }
  const killed = service.end('SIGKILL');
  await Promise.all([...pending, killed]);
  return answered;
}

describe('a service that is killed', () => {
  let home: Home;
  beforeAll(async () => {
    home = await aHome();
  }, OPENING_MS);
  afterAll(() => home.remove());

  /**
   * @fault process: the service is killed under load
   * @effect Every answered callback is recorded once after the next start.
   */
  it('has recorded every callback that it answered, once', async () => {
    const answered = new Set<string>();
    for (const ms of [1_200, 700, 1_500]) {
      for (const name of await trafficUntil(await home.start(), ms)) answered.add(name);
    }
    const last = await home.start();
    await until(async () => (await last.metric('friendgate_journal_waiting_records')) === 0);
    await last.end('SIGTERM');
    const rows = await home.rows<{ account: string }>(
      'select from_account as account from decision union all select from_account from blocklist_deletion',
    );
    const recorded = new Set(rows.map(({ account }) => account));
    expect(answered.size).toBeGreaterThan(300);
    expect([...answered].filter((name) => !recorded.has(name))).toEqual([]);
    expect(rows).toHaveLength(recorded.size);
  }, 120_000);

  /**
   * @fault process: the service is killed while an account is near a limit
   * @effect Counters continue, and copies still get their first answer.
   */
  it('goes on counting where it stood, and knows its answers again', async () => {
    const first = await home.start();
    for (let index = 1; index <= 20; index += 1) {
      expect(codesOf(await postResponses(first.url, agreement('steady', `to-${index}`)))).toEqual([0]);
    }
    const twentyFirst = await postResponses(first.url, agreement('steady', 'to-21'));
    expect(codesOf(twentyFirst)).toEqual([38010]);
    await first.end('SIGKILL');

    const second = await home.start();
    const copy = await postResponses(second.url, agreement('steady', 'to-21'));
    expect(copy.text).toBe(twentyFirst.text);
    await until(async () => (await second.metric('friendgate_state_rebuilding')) === 0);
    expect(codesOf(await postResponses(second.url, agreement('steady', 'to-22')))).toEqual([38010]);
    await second.end('SIGTERM');
    const rows = await home.rows<{ copies: number }>(
      `select count(duplicate_of)::int as copies from decision where from_account = 'steady'`,
    );
    expect(rows).toEqual([{ copies: 1 }]);
  }, 60_000);
});

describe('a service that is told to stop', () => {
  let home: Home;
  beforeAll(async () => {
    home = await aHome();
  }, OPENING_MS);
  afterAll(() => home.remove());

  /**
   * @fault process: SIGTERM, then a second signal
   * @effect It serves on, not ready, for DRAIN_MS; the second signal changes nothing.
   */
  it('serves on, not ready, then ends well; a second signal changes nothing', async () => {
    const service = await home.start({ DRAIN_MS: '1500' });
    const ending = service.end('SIGTERM');
    await until(async () => (await fetch(`${service.consoleUrl}/health/ready`)).status === 503);
    void service.end('SIGTERM');
    expect(codesOf(await postResponses(service.url, agreement('late', 'x')))).toEqual([0]);
    expect(await ending).toBe(0);
    expect(await home.rows(`select from_account from decision`)).toEqual([{ from_account: 'late' }]);
  }, 60_000);

  /**
   * @fault disk: a second process in one DATA_DIR
   * @effect It refuses to start and names the first.
   */
  it('lets no second process into its folder', async () => {
    const service = await home.start();
    await expect(home.start()).rejects.toThrow(/is in use by friendgate, process \d+/);
    expect(await service.end('SIGTERM')).toBe(0);
  }, 60_000);
});

describe('the rules of a running service', () => {
  let home: Home;
  let rules: string;
  let service: ServiceProcess;
  const edit = async (change: (text: string) => string) => {
    const file = join(rules, 'accept-burst.json');
    await writeFile(file, change(await readFile(file, 'utf8')));
  };
  beforeAll(async () => {
    home = await aHome();
    const folder = await aFolder();
    rules = join(folder.path, 'rules');
    await cp('rules', rules, { recursive: true });
    service = await home.start({ RULES_DIR: rules });
  }, OPENING_MS);
  afterAll(() => home.remove());

  it('change when a file changes soundly, as a new numbered set', async () => {
    expect(await service.metric('friendgate_rule_set_number')).toBe(1);
    await edit((text) => text.replace('"priority": 50', '"priority": 51'));
    await until(async () => (await service.metric('friendgate_rule_set_number')) === 2);
  });

  /**
   * @fault rules: a file in the rules folder becomes unsound
   * @effect The rule set before stays active; health reports part `rules`.
   */
  it('stay when a file changes unsoundly, and health says so', async () => {
    await edit((text) => text.replace('"greaterThan"', '"greaterThen"'));
    await until(async () => (await service.metric('friendgate_degraded{part="rules"}')) === 1);
    expect(await service.metric('friendgate_rule_set_number')).toBe(2);
    const refusal = service.lines.find((line) => line.includes('refused'));
    expect(refusal).toContain('/conditions/all/1/operator');
    expect(refusal).toContain('greaterThan');
  });

  /**
   * @fault rules: a start with unsound files
   * @effect The last rule set is taken from the database.
   */
  it('are those that were live last when it starts over unsound files', async () => {
    await service.end('SIGTERM');
    service = await home.start({ RULES_DIR: rules });
    expect((await fetch(`${service.consoleUrl}/health/ready`)).status).toBe(200);
    expect(await service.metric('friendgate_rule_set_number')).toBe(2);
  });

  it('get a third number when the files go back to the first', async () => {
    await edit((text) =>
      text.replace('"greaterThen"', '"greaterThan"').replace('"priority": 51', '"priority": 50'),
    );
    await until(async () => (await service.metric('friendgate_rule_set_number')) === 3);
    await service.end('SIGTERM');
    const rows = await home.rows<{ number: number; hash: string }>(
      'select number, hash from rule_set order by number',
    );
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(rows[2]?.hash).toBe(rows[0]?.hash);
  });
});

describe('a service whose dependencies are behind a symbolic link', () => {
  let home: Home;
  let folder: Awaited<ReturnType<typeof aFolder>>;
  beforeAll(async () => {
    home = await aHome();
    folder = await aFolder();
    await cp(dirname(dirname(built('src/main.js'))), join(folder.path, 'dist'), { recursive: true });
    await cp('package.json', join(folder.path, 'package.json'));
    await symlink(resolve('node_modules'), join(folder.path, 'node_modules'));
  }, OPENING_MS);
  afterAll(() => Promise.all([home.remove(), folder.remove()]));

  it('starts', async () => {
    // One thread for files, so that a start does its work in the same order every time.
    const env = { ...home.env, UV_THREADPOOL_SIZE: '1' };
    const service = await startProcess(env, join(folder.path, 'dist/src/main.js'));
    expect(await service.end('SIGTERM')).toBe(0);
  }, 60_000);
});

describe('a service whose environment is wrong', () => {
  /**
   * @fault settings: several settings are wrong
   * @effect It does not start, and names all of them in one message.
   */
  it('does not start, and says everything that is wrong', async () => {
    await expect(startProcess({ PORT: 'eighty', ON_FAILURE: 'maybe' })).rejects.toThrow(/PORT[^]*ON_FAILURE/);
  });
});
