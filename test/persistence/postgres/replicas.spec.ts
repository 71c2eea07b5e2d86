import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { codesIn } from '../../support/answered.js';
import { APP, postResponses } from '../../support/callback-client.js';
import {
  adminUrl,
  aDatabase,
  anEmptyDatabase,
  OPENING_MS,
  type TestDatabase,
} from '../../support/persistence/database.js';
import { startProcess, until, type ServiceProcess } from '../../support/service-process.js';
import { aFolder } from '../../support/temporary-folder.js';

if (adminUrl === null) {
  process.stderr.write(
    'replicas.spec.ts is skipped: several processes need a PostgreSQL: set TEST_DATABASE_URL\n',
  );
}

interface Ready {
  readonly ruleSets: Readonly<Record<string, number | string | null>>;
  readonly followed: readonly string[];
  readonly replicas: readonly { readonly ruleSets: Readonly<Record<string, number | string | null>> }[];
}

const readinessOf = async ({ consoleUrl }: ServiceProcess): Promise<Ready> => {
  const ready: Ready = JSON.parse(await (await fetch(`${consoleUrl}/health/ready`)).text());
  return ready;
};
const numberOf = async (service: ServiceProcess) => (await readinessOf(service)).ruleSets[APP];

/** In a packet that is judged while rules change. */
const ITEMS = 100;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A replica with a data folder and a copy of the rules of its own. */
async function aReplica(place: TestDatabase) {
  const folder = await aFolder();
  closing.push(() => folder.remove());
  const rules = join(folder.path, 'rules');
  await cp('rules', rules, { recursive: true });
  const service = await startProcess({
    DATABASE_URL: place.url ?? '',
    DATA_DIR: join(folder.path, 'data'),
    RULES_DIR: rules,
    // Items that a busy machine judges too late would look like items of another set.
    DEADLINE_MS: '1800',
  });
  closing.push(() => service.end('SIGKILL'));
  return { service, rules };
}

async function someReplicas(count: number, opening: () => Promise<TestDatabase> = aDatabase) {
  const place = await opening();
  closing.push(() => place.remove());
  const replicas = await Promise.all(Array.from({ length: count }, () => aReplica(place)));
  return { place, replicas };
}

/** Makes banned responders of everybody called so. */
async function ban(rules: string, account: string): Promise<void> {
  const file = join(rules, 'accept-burst.json');
  const rule: { conditions: object; examples: readonly object[] } = JSON.parse(await readFile(file, 'utf8'));
  const conditions = { all: [{ fact: 'fromAccount', operator: 'equal', value: account }] };
  const examples = [{ it: 'stops them', expect: 'deny', given: [{ fact: 'fromAccount', value: account }] }];
  await writeFile(file, JSON.stringify({ ...rule, priority: 1_000, conditions, examples }));
}

const agreementOf = (from: string, items = 1) => ({
  From_Account: from,
  ResponseFriendItem: Array.from({ length: items }, (_, i) => ({
    To_Account: `to-${i}`,
    ResponseAction: 'Response_Action_Agree',
    Remark: String(Math.random()),
  })),
});

(adminUrl === null ? describe.skip : describe)('replicas on one database', () => {
  /**
   * @fault replica: two replicas start on an empty database at once
   * @effect Both start, and see each other.
   */
  it(
    'start together on an empty one, and know each other',
    async () => {
      const { replicas } = await someReplicas(3, anEmptyDatabase);
      for (const { service } of replicas) {
        await until(async () => (await readinessOf(service)).replicas.length === 2);
        const { ruleSets, replicas: others } = await readinessOf(service);
        expect(ruleSets[APP]).toBe(1);
        expect(others.map((other) => other.ruleSets[APP])).toEqual([1, 1]);
      }
    },
    OPENING_MS,
  );

  /**
   * @fault replica: the notification of a published rule set is lost
   * @effect The others poll, and take it live.
   */
  it(
    'take live what one of them publishes, also when the notice is lost',
    async () => {
      const { place, replicas } = await someReplicas(2);
      const [one, other] = replicas;
      if (one === undefined || other === undefined) throw new Error('two were asked for');
      await ban(one.rules, 'first');
      await until(async () => (await numberOf(other.service)) === 2);
      expect((await readinessOf(other.service)).followed).toEqual([APP]);
      expect(codesIn((await postResponses(other.service.url, agreementOf('first'))).text)).toEqual([38010]);

      const client = new Client(place.url ?? '');
      await client.connect();
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'friendgate notices'`,
      );
      await client.end();
      await ban(one.rules, 'second');
      await until(async () => (await numberOf(other.service)) === 3);
      expect(codesIn((await postResponses(other.service.url, agreementOf('second'))).text)).toEqual([38010]);
    },
    OPENING_MS,
  );

  it(
    'judge no packet by two sets',
    async () => {
      const { place, replicas } = await someReplicas(2);
      const [one, other] = replicas;
      if (one === undefined || other === undefined) throw new Error('two were asked for');
      await ban(one.rules, 'nobody');
      await until(async () => (await numberOf(other.service)) === 2);
      const publishing = new AbortController();
      const answers: Promise<readonly number[]>[] = [];
      const traffic = (async () => {
        while (!publishing.signal.aborted) {
          answers.push(
            postResponses(other.service.url, agreementOf('many', ITEMS)).then(({ text }) => codesIn(text)),
          );
          await pause(50);
        }
      })();
      for (const [index, account] of ['many', 'nobody', 'many'].entries()) {
        await ban(one.rules, account);
        await until(async () => (await numberOf(other.service)) === index + 3);
      }
      publishing.abort();
      await traffic;
      const codes = await Promise.all(answers);
      const shares = codes.map((each) => each.filter((code) => code === 38010).length);
      expect(new Set(shares)).toEqual(new Set([0, ITEMS]));

      const client = new Client(place.url ?? '');
      await client.connect();
      await until(async () => {
        const { rows } = await client.query<{ n: number }>('select count(*)::int as n from decision');
        return (rows[0]?.n ?? 0) >= codes.length;
      });
      const { rows } = await client.query<{ wrong: number }>(
        `select count(*)::int as wrong from decision,
           lateral (select count(*) as banned from jsonb_array_elements(verdicts) each
             where each ->> 'rule' = 'accept-burst') counted
         where banned <> case when rule_set_number in (3, 5) then ${ITEMS} else 0 end`,
      );
      await client.end();
      expect(rows).toEqual([{ wrong: 0 }]);
    },
    OPENING_MS,
  );
});
