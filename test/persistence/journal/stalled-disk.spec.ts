import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { postDeletions, postResponses } from '../../support/callback-client.js';
import { adminUrl, OPENING_MS } from '../../support/persistence/database.js';
import { StalledDisk, whyNotStalled } from '../../support/persistence/stalled-disk.js';
import { aHome, until, type Home, type ServiceProcess } from '../../support/service-process.js';

/** Answers leave at the deadline; the test, the service and strace share the machine. */
const DEADLINE_MS = 1_000;
const DELIVERY_MS = 1_000;

// Trial storage writes to the same disk.
const reason = adminUrl === null ? 'TEST_DATABASE_URL is not set' : whyNotStalled();
if (reason !== null) process.stderr.write(`stalled-disk.spec.ts is skipped: ${reason}\n`);

interface Ready {
  readonly status: string;
  readonly degraded: readonly { readonly part: string; readonly because: string }[];
}

(reason === null ? describe : describe.skip)('a disk that stalls', () => {
  let home: Home;
  let service: ServiceProcess;
  let disk: StalledDisk | null;
  let accounts: string[];
  beforeEach(async () => {
    home = await aHome();
    service = await home.start({ DEADLINE_MS: String(DEADLINE_MS) });
    disk = null;
    accounts = [];
  }, OPENING_MS);
  afterEach(async () => {
    await disk?.end();
    await home.remove();
  }, OPENING_MS);

  /** Posts a packet of one agreement from an account of its own; milliseconds until the answer. */
  async function respond(): Promise<number> {
    const account = `account-${accounts.length}`;
    accounts.push(account);
    const began = performance.now();
    const { status } = await postResponses(service.url, {
      From_Account: account,
      ResponseFriendItem: [{ To_Account: 'asker', ResponseAction: 'Response_Action_Agree' }],
    });
    expect(status).toBe(200);
    return performance.now() - began;
  }

  async function health(): Promise<Ready> {
    const ready: Ready = JSON.parse(await (await fetch(`${service.consoleUrl}/health/ready`)).text());
    return ready;
  }
  const unrecorded = () => service.metric('friendgate_unrecorded_decisions');
  const saysSlow = async () => (await health()).degraded.some(({ part }) => part === 'disk');

  /** Each decision once, and each of its events once. */
  async function expectRecordedOnce(): Promise<void> {
    const decisions = await home.rows<{ from_account: string }>(
      'select from_account from decision order by received_at',
    );
    expect(decisions.map(({ from_account: account }) => account).sort()).toEqual([...accounts].sort());
    const events = await home.rows<{ from_account: string }>(
      "select from_account from event where kind = 'agree'",
    );
    expect(events.map(({ from_account: account }) => account).sort()).toEqual([...accounts].sort());
  }

  /**
   * @fault disk: writes to the journal stall
   * @effect Health says so within 1 s; answers leave at the deadline; decisions go to the database; deletions are answered FAIL.
   */
  it(
    'is seen within a second, delays no answer beyond the deadline, and costs no record that was answered',
    async () => {
      await respond();
      disk = await StalledDisk.of(service.pid, 60_000);
      const began = performance.now();
      const first = respond();
      await until(saysSlow);
      expect(performance.now() - began).toBeLessThan(1_000 + DELIVERY_MS);
      expect(await unrecorded()).toBeGreaterThan(0);

      const [deletion, ...times] = await Promise.all([
        postDeletions(service.url, {
          PairList: [{ From_Account: 'blocker', To_Account: 'blocked' }],
        }),
        first,
        ...Array.from({ length: 40 }, () => respond()),
      ]);
      expect(deletion.json).toMatchObject({ ActionStatus: 'FAIL' });
      expect(Math.max(...times)).toBeLessThan(DEADLINE_MS + DELIVERY_MS);
      // Still stalled: the database has what the disk has not.
      await until(async () => (await unrecorded()) === 0);
      expect(await saysSlow()).toBe(true);
      expect(service.lines.join('\n')).toContain('the disk is slow: records of answers are late');

      // A killed process ends once its tracer is gone, without the writes that were delayed.
      await Promise.all([service.end('SIGKILL'), disk.end()]);
      service = await home.start();
      await respond();
      await service.end('SIGTERM');
      await expectRecordedOnce();
    },
    OPENING_MS,
  );

  /**
   * @fault disk: each write to the journal takes 2.5 s
   * @effect Records that come late are recorded once; health, log and a metric say that the disk is slow.
   */
  it(
    'and then works again adds nothing to what the database has, and health says so',
    async () => {
      disk = await StalledDisk.of(service.pid, 2_500);
      const times = await Promise.all(Array.from({ length: 10 }, () => respond()));
      expect(Math.max(...times)).toBeLessThan(DEADLINE_MS + DELIVERY_MS);
      const deletion = { PairList: [{ From_Account: 'blocker', To_Account: 'blocked' }] };
      expect((await postDeletions(service.url, deletion)).json).toMatchObject({ ActionStatus: 'FAIL' });
      await until(async () => (await unrecorded()) === 0);
      await disk.end();
      await until(async () => (await service.metric('friendgate_journal_waiting_records')) === 0);
      // The deletion that came late is a copy when it is sent again.
      expect((await postDeletions(service.url, deletion)).json).toMatchObject({ ActionStatus: 'OK' });
      await respond();
      await until(async () => !(await saysSlow()), 20_000);
      const slowWrites = (await (await fetch(`${service.consoleUrl}/metrics`)).text()).match(
        /^friendgate_journal_write_seconds_bucket\{le="(1|10)"\} (\d+)$/gm,
      );
      expect(new Set(slowWrites?.map((line) => line.split(' ')[1]))).toHaveProperty('size', 2);
      await until(async () => service.lines.join('\n').includes('the disk keeps up again'));
      await service.end('SIGTERM');
      await expectRecordedOnce();
      expect(await home.rows("select from event where kind = 'unblock'")).toHaveLength(1);
    },
    OPENING_MS,
  );
});
