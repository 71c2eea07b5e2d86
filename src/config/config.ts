import type { OnFailure } from '../moderation/model/decision.js';
import type { RedisAddress } from '../persistence/state/redis/connection/redis-address.js';
import { AddressRanges } from '../runtime/address-ranges.js';
import * as value from './config-values.js';
import { configWarnings } from './config-warnings.js';
import { contradictions } from './contradictions.js';
import { environment, SANDBOX_APP_ID, type Environment } from './environment.js';

/** The settings of the service, read from the environment once, frozen. */
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
  /** The one path for callbacks, when it is a secret; never to be logged. It has no slash at its end. */
  readonly callbackPath: string | null;
  /** Where callbacks may come from; `null`: anywhere. */
  readonly allowedAddresses: AddressRanges | null;
  /** Proxies whose forwarded address is trusted. */
  readonly trustedProxies: readonly string[];
  /** `null`: trial storage in `dataDir`. */
  readonly databaseUrl: string | null;
  /** The Redis that replicas share their state in; `null`: each has a state of its own. */
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
  /** Settings that are most likely a mistake, in sentences for the log; no secret is in them. */
  readonly warnings: readonly string[];
}

/** The environment does not make a configuration. Its message names every wrong variable and says what to set. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(`The environment is not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** Reads the environment; an empty value counts as unset. Throws a `ConfigError`. */
export function configOf(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, text]) => text !== undefined && text !== ''));
  const issues = environment.safeParse(set).error?.issues ?? [];
  const wrong = new Set(issues.map(({ path }) => path.join('.')));
  const problems = issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  const ownTokens = tokensByApp(set, problems);
  // A wrong variable is left out, so that the others are still checked together.
  const read = environment.parse(
    Object.fromEntries(Object.entries(set).filter(([name]) => !wrong.has(name))),
  );
  for (const { between, message } of contradictions(read, set, ownTokens)) {
    if (!between.some((name) => wrong.has(name))) problems.push(message);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  const shared = read.CALLBACK_TOKEN === undefined ? [] : [['CALLBACK_TOKEN', read.CALLBACK_TOKEN] as const];
  const own = [...ownTokens].map(([appId, each]) => [`CALLBACK_TOKEN_${appId}`, each] as const);
  const tokens = new Map([...shared, ...own]);
  const warnings = configWarnings({ tokens, trustedProxies: read.TRUST_PROXY ?? [] });
  return Object.freeze({ ...configFrom(read, ownTokens), warnings });
}

/** Reads `CALLBACK_TOKEN_<appid>`; adds what is wrong to `problems`. */
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

function configFrom(
  read: Environment,
  ownTokens: ReadonlyMap<string, readonly string[]>,
): Omit<Config, 'warnings'> {
  const shared = read.CALLBACK_TOKEN ?? [];
  const apps = read.SDK_APP_ID ?? [SANDBOX_APP_ID];
  return {
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
  };
}
