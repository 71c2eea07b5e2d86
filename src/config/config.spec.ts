import { describe, expect, it } from '@jest/globals';
import { ConfigError, configOf } from './config.js';
import { TokenFiles } from './token-files.js';

const problemsIn = (env: Record<string, string>): readonly string[] => {
  try {
    configOf(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe('the configuration', () => {
  it('has a default for everything, as the sandbox on loopback', () => {
    expect(configOf({})).toEqual({
      host: '127.0.0.1',
      port: 8080,
      consoleHost: '127.0.0.1',
      consolePort: 8081,
      apps: new Map([['1400000000', []]]),
      sandbox: true,
      callbackPath: null,
      allowedAddresses: null,
      trustedProxies: [],
      databaseUrl: null,
      redis: null,
      dataDir: './data',
      dataDirSlots: 0,
      rulesDir: './rules',
      deadlineMs: 1000,
      drainMs: 5000,
      onFailure: 'allow',
      bodyLimit: 1_048_576,
      counterMemory: 268_435_456,
      logLevel: 'info',
      retentionDays: 35,
      metricsToken: null,
      tokenFiles: expect.any(TokenFiles),
      tokenFaults: [],
      warnings: [],
    });
  });

  it('takes an empty value for an unset one', () => {
    expect(configOf({ PORT: '', SDK_APP_ID: '', CALLBACK_TOKEN: '', DATABASE_URL: '' }).port).toBe(8080);
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(configOf({}))).toBe(true);
  });

  it('names every wrong variable in one message, and what to set', () => {
    const env = { PORT: 'x', DEADLINE_MS: '5000', ON_FAILURE: 'maybe', LOG_LEVEL: 'loud', BODY_LIMIT: 'big' };
    expect(() => configOf({ ...env, RETENTION_DAYS: '0' })).toThrow(
      [
        'The environment is not right:',
        '  - PORT must be a whole number from 0 to 65535',
        '  - DEADLINE_MS must be a whole number from 100 to 1800',
        '  - ON_FAILURE must be one of allow, deny',
        '  - BODY_LIMIT must be a size from 1kb to 64mb, such as 1kb or 1mb',
        '  - LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent',
        '  - RETENTION_DAYS must be a whole number from 1 to 36500',
      ].join('\n'),
    );
  });

  it('says what contradicts itself beside what is wrong in itself', () => {
    const problems = problemsIn({ PORT: 'x', SDK_APP_ID: '1,2', CALLBACK_TOKEN_3: 'a,b,c' });
    expect(problems).toHaveLength(2);
  });

  it('says what two variables contradict although a third is wrong, and guesses at none that is wrong', () => {
    expect(problemsIn({ HOST: '0.0.0.0', DEADLINE_MS: 'x' })).toEqual([
      'DEADLINE_MS must be a whole number from 100 to 1800',
      expect.stringMatching(/^HOST is 0\.0\.0\.0, but without SDK_APP_ID/),
    ]);
    expect(problemsIn({ HOST: '0.0.0.0', SDK_APP_ID: 'x', CALLBACK_TOKEN_14: 'a' })).toEqual([
      expect.stringMatching(/^SDK_APP_ID must be/),
    ]);
    expect(problemsIn({ PORT: 'x', CONSOLE_PORT: '8080' })).toHaveLength(1);
  });

  it.each([['0'], ['-1'], ['1.5'], ['99'], ['1801'], ['1e3']])('refuses %s as a deadline', (text) => {
    expect(problemsIn({ DEADLINE_MS: text })).toEqual([
      'DEADLINE_MS must be a whole number from 100 to 1800',
    ]);
  });

  it.each([
    ['1mb', 1_048_576],
    ['512KB', 524_288],
    ['2048', 2048],
    ['1 mb', 1_048_576],
  ])('reads %s as a size', (text, bytes) => {
    expect(configOf({ BODY_LIMIT: text }).bodyLimit).toBe(bytes);
  });
});

describe('the hosts and ports', () => {
  it.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('accept %s in the sandbox', (HOST) => {
    expect(configOf({ HOST }).sandbox).toBe(true);
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', 'example.org'])('refuse %s without an app id', (HOST) => {
    expect(problemsIn({ HOST })[0]).toMatch(
      /^HOST is .* set SDK_APP_ID to your app's id, or HOST to 127\.0\.0\.1$/,
    );
    expect(configOf({ HOST, SDK_APP_ID: '1400000001' }).sandbox).toBe(false);
  });

  it('refuse what is no address', () => {
    expect(problemsIn({ HOST: 'http://x/' })[0]).toMatch(/^HOST must be an address to listen on/);
  });

  it('share one address only when both are set to the same', () => {
    expect(problemsIn({ PORT: '8081' })[0]).toMatch(/^PORT and CONSOLE_PORT are both 8081/);
    expect(problemsIn({ PORT: '9000', CONSOLE_PORT: '9000' })).toEqual([]);
    expect(problemsIn({ PORT: '9000', CONSOLE_PORT: '9000', CONSOLE_HOST: '0.0.0.0' })).toHaveLength(1);
    expect(problemsIn({ PORT: '0', CONSOLE_PORT: '0' })).toEqual([]);
  });
});

describe('apps and their tokens', () => {
  it('gives the one app the one token, or two while rotating', () => {
    expect(configOf({ SDK_APP_ID: '14', CALLBACK_TOKEN: 'new, old' }).apps).toEqual(
      new Map([['14', ['new', 'old']]]),
    );
  });

  it('gives each of several apps its own', () => {
    const { apps } = configOf({ SDK_APP_ID: '14, 15', CALLBACK_TOKEN_14: 'a', CALLBACK_TOKEN_15: 'b,c' });
    expect(apps).toEqual(
      new Map([
        ['14', ['a']],
        ['15', ['b', 'c']],
      ]),
    );
  });

  it('refuses one token for several apps', () => {
    expect(problemsIn({ SDK_APP_ID: '14,15', CALLBACK_TOKEN: 'a' })).toEqual([
      'CALLBACK_TOKEN cannot serve several apps, since a signature covers no app: set CALLBACK_TOKEN_14, CALLBACK_TOKEN_15 instead',
    ]);
  });

  it('refuses a token for an app that is not ours', () => {
    expect(problemsIn({ SDK_APP_ID: '14', CALLBACK_TOKEN_15: 'a' })).toEqual([
      'CALLBACK_TOKEN_15 is for an app that SDK_APP_ID does not name (14)',
    ]);
  });

  it('refuses a token for no app', () => {
    expect(problemsIn({ CALLBACK_TOKEN_: 'a' })[0]).toMatch(/^CALLBACK_TOKEN_ is for an app that/);
  });

  it('refuses both forms for one app', () => {
    expect(problemsIn({ SDK_APP_ID: '14', CALLBACK_TOKEN: 'a', CALLBACK_TOKEN_14: 'b' })).toHaveLength(1);
  });

  it('refuses ids that are no numbers, and the same id twice', () => {
    expect(problemsIn({ SDK_APP_ID: 'abc' })[0]).toMatch(/^SDK_APP_ID must be the number/);
    expect(problemsIn({ SDK_APP_ID: '14,14' })).toEqual(['SDK_APP_ID names an app twice']);
    expect(problemsIn({ SDK_APP_ID: '9223372036854775808' })).toEqual([
      'SDK_APP_ID must be at most 9223372036854775807, the largest number that the database holds',
    ]);
    expect(configOf({ SDK_APP_ID: '9223372036854775807' }).apps.has('9223372036854775807')).toBe(true);
    expect(problemsIn({ SDK_APP_ID: ' , ' })[0]).toMatch(/^SDK_APP_ID names nothing/);
  });

  it('says at the start which % of the database URL is wrong', () => {
    const url = (password: string) => ({ DATABASE_URL: `postgres://kim:${password}@db/friendgate` });
    expect(problemsIn(url('50%off'))).toEqual([
      'DATABASE_URL has a % that does not begin a code of two hex digits, such as %40 for @: write %25 for a % in user or password',
    ]);
    expect(problemsIn(url('%e9t%e9'))[0]).toMatch(/^DATABASE_URL has %-codes that are no UTF-8/);
    expect(configOf(url('50%25off%40')).databaseUrl).toBe('postgres://kim:50%25off%40@db/friendgate');
  });

  it('never repeats a secret in a message', () => {
    const secrets = {
      CALLBACK_TOKEN: 's3cret one,s3cret2,s3cret3',
      CALLBACK_TOKEN_99: 's3cret4 x',
      CALLBACK_PATH: 's3cret5',
      DATABASE_URL: 'mysql://root:s3cret6@db/x',
      REDIS_URL: 'redis://user:s3cret7@a,b',
    };
    const problems = problemsIn(secrets);
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(
      expect.arrayContaining([
        'CALLBACK_TOKEN',
        'CALLBACK_TOKEN_99',
        'CALLBACK_PATH',
        'DATABASE_URL',
        'REDIS_URL',
      ]),
    );
    expect(problems.join()).not.toContain('s3cret');
  });
});

describe('where Redis is', () => {
  it('is read once, with the rest', () => {
    expect(configOf({ REDIS_URL: 'redis://r' }).redis).toMatchObject({ kind: 'single' });
  });

  it('says which forms there are when it knows none', () => {
    expect(problemsIn({ REDIS_URL: 'localhost:6379' })[0]).toMatch(
      /^REDIS_URL must be a Redis URL: redis:\/\/user:password@host:6379\/0; with TLS rediss:\/\/…;/,
    );
  });
});

describe('the locks', () => {
  it('takes a path that is hard to guess, with or without a slash behind it, and no other', () => {
    expect(configOf({ CALLBACK_PATH: '/0123456789abcdef' }).callbackPath).toBe('/0123456789abcdef');
    expect(configOf({ CALLBACK_PATH: '/0123456789abcdef/x/' }).callbackPath).toBe('/0123456789abcdef/x');
    for (const path of [
      '0123456789abcdef0',
      '/short',
      '/0123456789abcdef?x',
      '/0123456789abcde/',
      '/0123456789abcdef//',
    ]) {
      expect(problemsIn({ CALLBACK_PATH: path })[0]).toMatch(
        /^CALLBACK_PATH must be a slash and at least 16/,
      );
    }
  });

  it('takes addresses and ranges', () => {
    const { allowedAddresses } = configOf({
      CALLBACK_ALLOWED_IPS: '203.0.113.0/24, 198.51.100.7, 2001:db8::/32',
    });
    expect(allowedAddresses?.has('203.0.113.9')).toBe(true);
    expect(allowedAddresses?.has('198.51.100.8')).toBe(false);
    expect(problemsIn({ CALLBACK_ALLOWED_IPS: '10.0.0.0/33,x' })).toEqual([
      'CALLBACK_ALLOWED_IPS holds "10.0.0.0/33", "x": name addresses or ranges, such as 203.0.113.7 or 203.0.113.0/24, separated by commas',
    ]);
  });

  it('believes the proxies that are named, never everybody', () => {
    expect(configOf({ TRUST_PROXY: 'loopback,10.1.0.0/16' }).trustedProxies).toEqual([
      '127.0.0.0/8',
      '::1/128',
      '10.1.0.0/16',
    ]);
    expect(problemsIn({ TRUST_PROXY: 'true' })[0]).toMatch(/^TRUST_PROXY holds "true"/);
    expect(problemsIn({ TRUST_PROXY: '0.0.0.0/0' })[0]).toMatch(/^TRUST_PROXY would believe/);
  });

  it('warns of what is most likely a mistake', () => {
    const { warnings } = configOf({ TRUST_PROXY: '0.0.0.0/1,128.0.0.0/1', CALLBACK_TOKEN: '"quoted"' });
    expect(warnings).toEqual([
      expect.stringMatching(/^CALLBACK_TOKEN holds quotes/),
      expect.stringMatching(/^TRUST_PROXY believes a forwarded address from 100 % of all IPv4/),
    ]);
    const apps = { SDK_APP_ID: '14,15', CALLBACK_TOKEN_14: "'a'", CALLBACK_TOKEN_15: 'b' };
    expect(configOf(apps).tokenFaults[0]?.message).toMatch(/^CALLBACK_TOKEN_14 has a quotation mark/);
  });
});
