import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { aFolder } from '../../test/support/temporary-folder.js';
import { ConfigError, configOf } from './config.js';

const GOOD = '0123456789abcdef';

function problemsIn(env: Record<string, string>): readonly string[] {
  try {
    configOf(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const faultsIn = (env: Record<string, string>) =>
  configOf(env).tokenFaults.map(({ kind, message }) => `${kind}: ${message}`);

describe('names that begin with CALLBACK_TOKEN', () => {
  it.each([
    'CALLBACK_TOKENS',
    'CALLBACK_TOKEN14',
    'CALLBACK_TOKEN_MAIN',
    'CALLBACK_TOKEN_FILES',
    'CALLBACK_TOKENS_14',
  ])('%s is refused with the right name', (name) => {
    expect(problemsIn({ SDK_APP_ID: '14', [name]: GOOD })).toEqual([
      `${name} is not a setting: set CALLBACK_TOKEN instead`,
    ]);
  });

  it('name the settings of several apps', () => {
    expect(problemsIn({ SDK_APP_ID: '14,15', CALLBACK_TOKENS: GOOD })).toEqual([
      'CALLBACK_TOKENS is not a setting: set CALLBACK_TOKEN_14, CALLBACK_TOKEN_15 instead',
    ]);
  });
});

describe('tokens that leave callbacks without a sound signature', () => {
  it('are missing for an app', () => {
    expect(faultsIn({ SDK_APP_ID: '14' })).toEqual([
      expect.stringMatching(
        /^missing: app 14 has no token, .*: set CALLBACK_TOKEN to the token .*, or to "none"/,
      ),
    ]);
    expect(faultsIn({ SDK_APP_ID: '14,15', CALLBACK_TOKEN_14: GOOD })).toEqual([
      expect.stringMatching(/^missing: app 15 has no token, .*: set CALLBACK_TOKEN_15 /),
    ]);
  });

  it.each([
    ['abc', /^weak: CALLBACK_TOKEN is shorter than 8 characters/],
    ['changeme', /^weak: CALLBACK_TOKEN is a token of the documentation/],
    ['token', /^weak: CALLBACK_TOKEN is a token of the documentation/],
    ['"quoted-token"', /^weak: CALLBACK_TOKEN has a quotation mark at its beginning or end/],
    ["'quoted-token", /^weak: CALLBACK_TOKEN has a quotation mark at its beginning or end/],
    [`${GOOD},short`, /^weak: CALLBACK_TOKEN is shorter/],
  ])('are weak: %j', (token, fault) => {
    const faults = faultsIn({ SDK_APP_ID: '14', CALLBACK_TOKEN: token });
    expect(faults).toEqual([expect.stringMatching(fault)]);
  });

  it('do not show in a message', () => {
    const [fault] = faultsIn({ SDK_APP_ID: '14', CALLBACK_TOKEN: 'pssst' });
    expect(fault).not.toContain('pssst');
  });

  it('are shared between apps', () => {
    const env = { SDK_APP_ID: '14,15', CALLBACK_TOKEN_14: GOOD, CALLBACK_TOKEN_15: `${GOOD}2,${GOOD}` };
    expect(faultsIn(env)).toEqual([
      'weak: CALLBACK_TOKEN_15 is the token of CALLBACK_TOKEN_14 as well: one app could sign for the other; give each its own',
    ]);
  });

  it('are none where the operator says so, or in the sandbox', () => {
    const { apps, tokenFaults, warnings } = configOf({ SDK_APP_ID: '14,15', CALLBACK_TOKEN: 'none' });
    expect([tokenFaults, [...apps.values()]]).toEqual([[], [[], []]]);
    expect(warnings).toEqual([
      'CALLBACK_TOKEN is "none": callbacks of app 14 are accepted without a signature',
      'CALLBACK_TOKEN is "none": callbacks of app 15 are accepted without a signature',
    ]);
    expect(configOf({}).tokenFaults).toEqual([]);
    expect(problemsIn({ SDK_APP_ID: '14', CALLBACK_TOKEN: `none,${GOOD}` })).toEqual([
      'CALLBACK_TOKEN holds "none" beside a token: set one of them',
    ]);
  });
});

describe('names that are nearly a setting', () => {
  it.each([
    ['DATABSE_URL', 'DATABASE_URL'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['TRUST_PROXIES', 'TRUST_PROXY'],
    ['SDKAPPID', 'SDK_APP_ID'],
    ['RULE_DIR', 'RULES_DIR'],
    ['on_failure', 'ON_FAILURE'],
  ])('%s is a warning that names %s', (name, setting) => {
    expect(configOf({ [name]: 'x' }).warnings).toEqual([
      `${name} is not a setting: did you mean ${setting}?`,
    ]);
  });

  it.each([
    'HOSTNAME',
    'FRIENDGATE_PORT',
    'HOME',
    'PATH',
    'PWD',
    'NODE_ENV',
    'REDIS_PASSWORD',
    'POSTGRES_PASSWORD',
    'CALLBACK_DOMAIN',
  ])('%s is none', (name) => {
    expect(configOf({ [name]: 'x' }).warnings).toEqual([]);
  });
});

describe('secrets in files', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function fileWith(text: string): Promise<string> {
    const folder = await aFolder();
    closing.push(() => folder.remove());
    const path = join(folder.path, 'secret');
    writeFileSync(path, text);
    return path;
  }

  it('are read without the line break at the end', async () => {
    const config = configOf({
      SDK_APP_ID: '14',
      CALLBACK_TOKEN_FILE: await fileWith(`${GOOD}\n`),
      DATABASE_URL_FILE: await fileWith('postgres://friendgate@db/friendgate\n'),
      METRICS_TOKEN_FILE: await fileWith('metrics-token'),
    });
    expect(config.apps.get('14')).toEqual([GOOD]);
    expect([config.databaseUrl, config.metricsToken]).toEqual([
      'postgres://friendgate@db/friendgate',
      'metrics-token',
    ]);
    expect(config.tokenFaults).toEqual([]);
  });

  it('are problems when they cannot be read, are empty, or stand in the environment too', async () => {
    expect(problemsIn({ SDK_APP_ID: '14', CALLBACK_TOKEN_FILE: '/nowhere/token' })).toEqual([
      'CALLBACK_TOKEN_FILE names /nowhere/token, which cannot be read (ENOENT)',
    ]);
    const empty = await fileWith('\n');
    expect(problemsIn({ SDK_APP_ID: '14', CALLBACK_TOKEN_FILE: empty })).toEqual([
      `CALLBACK_TOKEN_FILE names ${empty}, which is empty`,
    ]);
    expect(problemsIn({ SDK_APP_ID: '14', CALLBACK_TOKEN: GOOD, CALLBACK_TOKEN_FILE: empty })).toEqual([
      'CALLBACK_TOKEN and CALLBACK_TOKEN_FILE are both set: set one of them',
    ]);
  });

  it('change the tokens of their app when they are read again, and keep them when they are unsound', async () => {
    const path = await fileWith(GOOD);
    const { apps, tokenFiles } = configOf({ SDK_APP_ID: '14', CALLBACK_TOKEN_14_FILE: path });
    expect(tokenFiles.isUsed).toBe(true);
    writeFileSync(path, `${GOOD},new-token-0123`);
    expect(tokenFiles.reload()).toEqual({ changed: ['14'], problems: [] });
    expect(apps.get('14')).toEqual([GOOD, 'new-token-0123']);
    expect(tokenFiles.reload()).toEqual({ changed: [], problems: [] });
    writeFileSync(path, 'one,two,three');
    expect(tokenFiles.reload().problems).toEqual([
      `CALLBACK_TOKEN_14_FILE names ${path}, which holds more than two tokens: set one, or two separated by a comma while rotating`,
    ]);
    expect(apps.get('14')).toEqual([GOOD, 'new-token-0123']);
  });
});

describe('the staff side beyond loopback', () => {
  it('is a warning without a token for the metrics', () => {
    const env = {
      SDK_APP_ID: '14',
      CALLBACK_TOKEN: GOOD,
      CONSOLE_HOST: '0.0.0.0',
      PORT: '1',
      CONSOLE_PORT: '2',
    };
    expect(configOf(env).warnings).toEqual([
      '/metrics is open to everything that reaches CONSOLE_HOST 0.0.0.0: set METRICS_TOKEN',
    ]);
    expect(configOf({ ...env, METRICS_TOKEN: 'metrics-token' }).warnings).toEqual([]);
    expect(problemsIn({ METRICS_TOKEN: 'short' })[0]).toMatch(/^METRICS_TOKEN must have 8 characters/);
  });
});
