import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { parameters, friendResponse, postResponses, send } from '../support/callback-client.js';
import { anEmptyDatabase, describeOnPostgres, OPENING_MS } from '../support/persistence/database.js';
import { aHome, startProcess, until, type ServiceProcess } from '../support/service-process.js';
import { aFolder } from '../support/temporary-folder.js';

const onPostgres = describeOnPostgres('callback-tokens.spec.ts');

const APP_ID = '1400000014';
/** The level of errors in the log, as pino writes it. */
const ERROR = 50;
const [OLD, NEW] = ['old-token-0123456789', 'new-token-0123456789'];

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A data folder and a database in which no friendgate has run. */
async function aNewPlace(): Promise<Readonly<Record<string, string>>> {
  const folder = await aFolder();
  closing.push(() => folder.remove());
  const database = await anEmptyDatabase();
  closing.push(() => database.remove());
  const url = database.url === null ? {} : { DATABASE_URL: database.url };
  return { SDK_APP_ID: APP_ID, DATA_DIR: join(folder.path, 'data'), ...url };
}

async function start(env: Readonly<Record<string, string>>): Promise<ServiceProcess> {
  const service = await startProcess(env);
  closing.push(() => service.end('SIGKILL'));
  return service;
}

async function readiness({ consoleUrl }: ServiceProcess): Promise<unknown> {
  return (await send(consoleUrl, { method: 'GET', path: '/health/ready' })).json;
}

async function statusWith({ url }: ServiceProcess, token: string | null): Promise<number> {
  const time = String(Math.floor(Date.now() / 1_000));
  const signed =
    token === null
      ? {}
      : {
          RequestTime: time,
          Sign: createHash('sha256')
            .update(token + time)
            .digest('hex'),
        };
  const query = parameters(friendResponse, { SdkAppid: APP_ID, ...signed });
  return (await postResponses(url, { From_Account: 'ann', ResponseFriendItem: [] }, { query })).status;
}

describe('a new installation with an app and no token', () => {
  /**
   * @fault settings: CALLBACK_TOKEN is missing in a new installation
   * @effect The service does not start, and says what to set. Starting again does not change that.
   */
  it(
    'does not start, however often, and creates nothing',
    async () => {
      const place = await aNewPlace();
      for (const attempt of [1, 2]) {
        await expect(startProcess(place)).rejects.toThrow(
          /This installation is new, and its callback tokens are not right:\n {2}- app 1400000014 has no token/,
        );
        await expect(access(place['DATA_DIR'] ?? '')).rejects.toThrow(/ENOENT/);
        expect(attempt).toBeGreaterThan(0);
      }
    },
    OPENING_MS,
  );

  it('does not start with a token of the documentation', async () => {
    const place = await aNewPlace();
    await expect(startProcess({ ...place, CALLBACK_TOKEN: 'token' })).rejects.toThrow(
      /CALLBACK_TOKEN is a token of the documentation/,
    );
  });

  it(
    'starts with CALLBACK_TOKEN=none, loudly',
    async () => {
      const service = await start({ ...(await aNewPlace()), CALLBACK_TOKEN: 'none' });
      const warning = `CALLBACK_TOKEN is "none": callbacks of app ${APP_ID} are accepted without a signature`;
      expect(service.lines.filter((line) => line.includes(JSON.stringify(warning)))).toHaveLength(1);
      expect(await readiness(service)).toMatchObject({ warnings: [warning] });
      const metrics = await (await fetch(`${service.consoleUrl}/metrics`)).text();
      expect(metrics).toContain('friendgate_degraded{part="signatures"} 0');
      expect(await statusWith(service, null)).toBe(200);
    },
    OPENING_MS,
  );
});

onPostgres('an installation that ran before', () => {
  /**
   * @fault settings: CALLBACK_TOKEN is missing in an installation that ran before
   * @effect The service starts, degraded and with an error in the log, so that an upgrade does not end moderation.
   */
  it(
    'starts without a token, degraded and with an error in the log',
    async () => {
      const home = await aHome();
      closing.push(() => home.remove());
      const first = await home.start();
      await first.end('SIGTERM');
      const service = await home.start({ SDK_APP_ID: APP_ID });
      expect(await readiness(service)).toMatchObject({
        status: 'degraded',
        degraded: [{ part: 'signatures', because: expect.stringMatching(/^app 1400000014 has no token/) }],
      });
      const errors = service.lines.filter((line) => line.includes('"part":"signatures"'));
      expect(errors).toHaveLength(1);
      expect(JSON.parse(errors[0] ?? '')).toMatchObject({ level: ERROR });
    },
    OPENING_MS,
  );

  it(
    'is known by its database, and by its journal where the database does not answer',
    async () => {
      const home = await aHome();
      closing.push(() => home.remove());
      const first = await home.start();
      await first.end('SIGTERM');
      const away = 'postgres://postgres@127.0.0.1:1/postgres';
      const byJournal = await home.start({ SDK_APP_ID: APP_ID, DATABASE_URL: away });
      expect(await statusWith(byJournal, null)).toBe(200);
    },
    OPENING_MS,
  );

  it(
    'is assumed where the database does not answer',
    async () => {
      const folder = await aFolder();
      closing.push(() => folder.remove());
      const DATABASE_URL = 'postgres://postgres@127.0.0.1:1/postgres';
      const service = await start({ SDK_APP_ID: APP_ID, DATA_DIR: folder.path, DATABASE_URL });
      expect(service.lines.some((line) => line.includes('"part":"signatures"'))).toBe(true);
    },
    OPENING_MS,
  );
});

onPostgres('tokens in a file', () => {
  it(
    'are rotated by SIGHUP without a restart',
    async () => {
      const folder = await aFolder();
      closing.push(() => folder.remove());
      const file = join(folder.path, 'token');
      await writeFile(file, OLD);
      const service = await start({ ...(await aNewPlace()), CALLBACK_TOKEN_FILE: file });
      expect(await Promise.all([OLD, NEW].map((token) => statusWith(service, token)))).toEqual([200, 403]);
      await writeFile(file, `${NEW},${OLD}\n`);
      service.signal('SIGHUP');
      await until(async () => (await statusWith(service, NEW)) === 200);
      expect(await statusWith(service, OLD)).toBe(200);
      await writeFile(file, NEW);
      service.signal('SIGHUP');
      await until(async () => (await statusWith(service, OLD)) === 403);
      expect(await statusWith(service, NEW)).toBe(200);
    },
    OPENING_MS,
  );
});

onPostgres('the metrics', () => {
  it(
    'are for those who have METRICS_TOKEN, and say which build runs',
    async () => {
      const METRICS_TOKEN = 'metrics-token-0123';
      const service = await start({ ...(await aNewPlace()), CALLBACK_TOKEN: OLD, METRICS_TOKEN });
      const metrics = (headers: Record<string, string>) =>
        fetch(`${service.consoleUrl}/metrics`, { headers });
      const refused = await metrics({});
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect((await metrics({ authorization: 'Bearer wrong' })).status).toBe(401);
      const read = await metrics({ authorization: `Bearer ${METRICS_TOKEN}` });
      expect(read.status).toBe(200);
      expect(await read.text()).toMatch(
        /^friendgate_build_info\{version="\d+\.\d+\.\d+",engine="\d+",node="\d+\.\d+\.\d+"\} 1$/m,
      );
    },
    OPENING_MS,
  );
});
