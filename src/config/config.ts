import { z } from 'zod';
import { AddressRanges } from '../runtime/address-ranges.js';
import * as value from './config-values.js';
import type { OnFailure } from '../moderation/model/decision.js';
import type { RedisAddress } from '../persistence/state/redis/connection/redis-address.js';

/** The app that is served where `SDK_APP_ID` is not set. */
export const SANDBOX_APP_ID = '1400000000';

/** What the service is told by its environment: read once, frozen. */
export interface Config {
  readonly host: string;
  /** 0: any free port, for tests. */
  readonly port: number;
  readonly consoleHost: string;
  readonly consolePort: number;
  /** Our apps, each with the tokens its signatures may be made with; none: signatures are not required. */
  readonly apps: ReadonlyMap<string, readonly string[]>;
  /** No `SDK_APP_ID` was set. */
  readonly sandbox: boolean;
  /** The one path for callbacks, when it is a secret; never to be logged. */
  readonly callbackPath: string | null;
  /** Where callbacks may come from; `null`: anywhere. */
  readonly allowedAddresses: AddressRanges | null;
  /** Proxies whose forwarded address is believed. */
  readonly trustedProxies: readonly string[];
  /** `null`: trial storage in `dataDir`. */
  readonly databaseUrl: string | null;
  /** What replicas share their state by; `null`: each has a state of its own. */
  readonly redis: RedisAddress | null;
  readonly dataDir: string;
  /** How many replicas share `dataDir`, each with a folder of its own in it; 0: it belongs to this one. */
  readonly dataDirSlots: number;
  readonly rulesDir: string;
  readonly deadlineMs: number;
  /** How long to serve on, not ready, after SIGTERM. */
  readonly drainMs: number;
  readonly onFailure: OnFailure;
  /** Bytes. */
  readonly bodyLimit: number;
  /** Bytes. */
  readonly counterMemory: number;
  readonly logLevel: value.LogLevel;
  readonly retentionDays: number;
}

/** The environment does not make a configuration. Its message names every wrong variable and says what to set. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(`The environment is not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

const environment = z.object({
  HOST: value.host.default('127.0.0.1'),
  PORT: value.port.default(8080),
  CONSOLE_HOST: value.host.default('127.0.0.1'),
  CONSOLE_PORT: value.port.default(8081),
  SDK_APP_ID: value.appIds.optional(),
  CALLBACK_TOKEN: value.tokens.optional(),
  CALLBACK_PATH: value.secretPath.optional(),
  CALLBACK_ALLOWED_IPS: value.ranges.optional(),
  TRUST_PROXY: value.proxies.optional(),
  DATABASE_URL: value.databaseUrl.optional(),
  REDIS_URL: value.redisUrl.optional(),
  DATA_DIR: z.string().default('./data'),
  DATA_DIR_SLOTS: value.integer(0, 1_000).default(0),
  RULES_DIR: z.string().default('./rules'),
  DEADLINE_MS: value.integer(100, 1800).default(1000),
  DRAIN_MS: value.integer(0, 300_000).default(5000),
  ON_FAILURE: value.oneOf('allow', 'deny').default('allow'),
  BODY_LIMIT: value.size('1kb', '64mb').default(1024 ** 2),
  COUNTER_MEMORY: value.size('1mb', '64gb').default(256 * 1024 ** 2),
  LOG_LEVEL: value.oneOf(...value.logLevels).default('info'),
  RETENTION_DAYS: value.integer(1, 36_500).default(35),
});
type Environment = z.infer<typeof environment>;

/** Reads the environment; an empty value counts as unset. Throws a `ConfigError`. */
export function configOf(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, text]) => text !== undefined && text !== ''));
  const issues = environment.safeParse(set).error?.issues ?? [];
  const wrong = new Set(issues.map(({ path }) => path.join('.')));
  const problems = issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  const ownTokens = tokensByApp(set, problems);
  // What is wrong by itself is left out, so that the others are still looked at together.
  const read = environment.parse(
    Object.fromEntries(Object.entries(set).filter(([name]) => !wrong.has(name))),
  );
  for (const { between, message } of contradictions(read, set, ownTokens)) {
    if (!between.some((name) => wrong.has(name))) problems.push(message);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return configFrom(read, ownTokens);
}

/** `CALLBACK_TOKEN_<appid>`, read; what is wrong is added to `problems`. */
function tokensByApp(
  set: Readonly<Record<string, string | undefined>>,
  problems: string[],
): ReadonlyMap<string, readonly string[]> {
  const byApp = new Map<string, readonly string[]>();
  for (const [name, text] of Object.entries(set)) {
    const appId = /^CALLBACK_TOKEN_(.*)$/.exec(name)?.[1];
    if (appId === undefined) continue;
    const read = value.tokens.safeParse(text);
    if (read.success) byApp.set(appId, read.data);
    else problems.push(...read.error.issues.map((each) => `${name} ${each.message}`));
  }
  return byApp;
}

/** What no variable shows by itself. */
interface Contradiction {
  readonly between: readonly (keyof Environment)[];
  readonly message: string;
}

function contradictions(
  read: Environment,
  set: Readonly<Record<string, string | undefined>>,
  ownTokens: ReadonlyMap<string, readonly string[]>,
): Contradiction[] {
  const found: Contradiction[] = [];
  if (read.SDK_APP_ID === undefined && !value.isLoopback(read.HOST)) {
    const message = `HOST is ${read.HOST}, but without SDK_APP_ID the service runs in its sandbox, for this machine only: set SDK_APP_ID to your app's id, or HOST to 127.0.0.1`;
    found.push({ between: ['HOST', 'SDK_APP_ID'], message });
  }
  const tokens = clashesOfTokens(read, ownTokens);
  found.push(...tokens.map((message) => ({ between: ['SDK_APP_ID', 'CALLBACK_TOKEN'] as const, message })));
  if (read.DATA_DIR_SLOTS > 0 && read.DATABASE_URL === undefined) {
    const message =
      'DATA_DIR_SLOTS is for replicas, which need a database in common: set DATABASE_URL, or leave DATA_DIR_SLOTS out';
    found.push({ between: ['DATA_DIR_SLOTS', 'DATABASE_URL'], message });
  }
  const ports = clashOfPorts(read, set);
  if (ports !== null) {
    found.push({ between: ['HOST', 'PORT', 'CONSOLE_HOST', 'CONSOLE_PORT'], message: ports });
  }
  return found;
}

function clashesOfTokens(read: Environment, ownTokens: ReadonlyMap<string, readonly string[]>): string[] {
  const problems: string[] = [];
  const apps = read.SDK_APP_ID ?? [SANDBOX_APP_ID];
  if (apps.length > 1 && read.CALLBACK_TOKEN !== undefined) {
    problems.push(
      `CALLBACK_TOKEN cannot serve several apps, since a signature covers no app: set ${apps.map((id) => `CALLBACK_TOKEN_${id}`).join(', ')} instead`,
    );
  }
  for (const appId of ownTokens.keys()) {
    if (!apps.includes(appId)) {
      problems.push(
        `CALLBACK_TOKEN_${appId} is for an app that SDK_APP_ID does not name (${apps.join(', ')})`,
      );
    } else if (read.CALLBACK_TOKEN !== undefined && apps.length === 1) {
      problems.push(`CALLBACK_TOKEN and CALLBACK_TOKEN_${appId} are both set: set one of them`);
    }
  }
  return problems;
}

/** One address for both sides must be meant, not stumbled into: it puts /metrics on the callback port. */
function clashOfPorts(read: Environment, set: Readonly<Record<string, string | undefined>>): string | null {
  if (read.PORT === 0 || read.PORT !== read.CONSOLE_PORT) return null;
  const sameHost = read.HOST === read.CONSOLE_HOST;
  const wildcard = [read.HOST, read.CONSOLE_HOST].some((host) => host === '0.0.0.0' || host === '::');
  if (sameHost && set['PORT'] !== undefined && set['CONSOLE_PORT'] !== undefined) return null;
  if (!sameHost && !wildcard) return null;
  return `PORT and CONSOLE_PORT are both ${read.PORT}: set CONSOLE_PORT to another port; or, to serve both sides from one port, set HOST and CONSOLE_HOST, PORT and CONSOLE_PORT to the same values`;
}

function configFrom(read: Environment, ownTokens: ReadonlyMap<string, readonly string[]>): Config {
  const shared = read.CALLBACK_TOKEN ?? [];
  const apps = read.SDK_APP_ID ?? [SANDBOX_APP_ID];
  return Object.freeze({
    host: read.HOST,
    port: read.PORT,
    consoleHost: read.CONSOLE_HOST,
    consolePort: read.CONSOLE_PORT,
    apps: new Map(apps.map((id) => [id, ownTokens.get(id) ?? shared])),
    sandbox: read.SDK_APP_ID === undefined,
    callbackPath: read.CALLBACK_PATH ?? null,
    allowedAddresses:
      read.CALLBACK_ALLOWED_IPS === undefined ? null : AddressRanges.of(read.CALLBACK_ALLOWED_IPS).ranges,
    trustedProxies: read.TRUST_PROXY ?? [],
    databaseUrl: read.DATABASE_URL ?? null,
    redis: read.REDIS_URL ?? null,
    dataDir: read.DATA_DIR,
    dataDirSlots: read.DATA_DIR_SLOTS,
    rulesDir: read.RULES_DIR,
    deadlineMs: read.DEADLINE_MS,
    drainMs: read.DRAIN_MS,
    onFailure: read.ON_FAILURE,
    bodyLimit: read.BODY_LIMIT,
    counterMemory: read.COUNTER_MEMORY,
    logLevel: read.LOG_LEVEL,
    retentionDays: read.RETENTION_DAYS,
  });
}
