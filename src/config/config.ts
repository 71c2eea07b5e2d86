import { AddressRanges } from '../runtime/address-ranges.js';
import { isLoopback, type LogLevel } from './config-values.js';
import { configWarnings } from './config-warnings.js';
import { contradictionsIn } from './contradictions.js';
import { environment, SANDBOX_APP_ID, type Environment, type SetVariables } from './environment.js';
import { readSecretFiles } from './secret-files.js';
import { warningsOfSimilarNames } from './similar-names.js';
import { tokenFaultsIn, type TokenFault } from './token-faults.js';
import { TokenFiles } from './token-files.js';
import { readTokenSettings, type TokenSettings } from './token-settings.js';
import type { OnFailure } from '../moderation/model/decision.js';
import type { RedisAddress } from '../persistence/state/redis/connection/redis-address.js';

/** The settings of the service, read from its environment once, and frozen. */
export interface Config {
  readonly host: string;
  /** 0: any free port, for tests. */
  readonly port: number;
  readonly consoleHost: string;
  readonly consolePort: number;
  /** The tokens of each app that is served; none: signatures are not required. Tokens from files change while the service runs. */
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
  readonly logLevel: LogLevel;
  readonly retentionDays: number;
  /** The token that guards `/metrics`; `null`: nothing guards them. */
  readonly metricsToken: string | null;
  readonly tokenFiles: TokenFiles;
  /** Refuse a new installation. */
  readonly tokenFaults: readonly TokenFault[];
  /** Settings that are allowed and probably not meant. */
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
  const secrets = readSecretFiles(variablesSet(env));
  const { set } = secrets;
  const issues = environment.safeParse(set).error?.issues ?? [];
  const wrong = new Set(issues.map(({ path }) => path.join('.')));
  // A setting that is wrong by itself is left out, so that the others are still checked together.
  const read = environment.parse(
    Object.fromEntries(Object.entries(set).filter(([name]) => !wrong.has(name))),
  );
  const appIds = read.SDK_APP_ID ?? [SANDBOX_APP_ID];
  const tokens = readTokenSettings(set, appIds);
  const problems = [
    ...secrets.problems,
    ...issues.map(({ path, message }) => `${path.join('.')} ${message}`),
    ...(wrong.has('SDK_APP_ID') ? [] : tokens.problems),
    ...contradictionsIn(read, set)
      .filter(({ between }) => !between.some((name) => wrong.has(name)))
      .map(({ message }) => message),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  return configFrom(read, tokens, {
    tokenFiles: new TokenFiles(tokens, secrets.files),
    tokenFaults: read.SDK_APP_ID === undefined ? [] : tokenFaultsIn(tokens),
    warnings: [
      ...warningsOfSimilarNames(set),
      ...configWarnings({
        tokens: read.SDK_APP_ID === undefined ? namedTokens(tokens) : new Map(),
        trustedProxies: read.TRUST_PROXY ?? [],
      }),
      ...openDoors(read, tokens),
    ],
  });
}

function variablesSet(env: Readonly<Record<string, string | undefined>>): SetVariables {
  return Object.fromEntries(
    Object.entries(env).filter((each): each is [string, string] => each[1] !== undefined && each[1] !== ''),
  );
}

/** The tokens by setting; those of the sandbox are not checked for faults. */
function namedTokens({ apps, settings }: TokenSettings): ReadonlyMap<string, readonly string[]> {
  return new Map([...apps].map(([appId, tokens]) => [settings.get(appId) ?? '', tokens]));
}

/** Warnings of what is open on purpose. */
function openDoors(read: Environment, { apps, settings }: TokenSettings): readonly string[] {
  const unsigned = [...apps].filter(([appId, tokens]) => tokens.length === 0 && settings.get(appId) !== null);
  const warnings = unsigned.map(
    ([appId]) =>
      `${settings.get(appId) ?? ''} is "none": callbacks of app ${appId} are accepted without a signature`,
  );
  if (read.METRICS_TOKEN === undefined && !isLoopback(read.CONSOLE_HOST)) {
    warnings.push(
      `/metrics is open to everything that reaches CONSOLE_HOST ${read.CONSOLE_HOST}: set METRICS_TOKEN`,
    );
  }
  return warnings;
}

function configFrom(
  read: Environment,
  { apps }: TokenSettings,
  others: Pick<Config, 'tokenFiles' | 'tokenFaults' | 'warnings'>,
): Config {
  return Object.freeze({
    host: read.HOST,
    port: read.PORT,
    consoleHost: read.CONSOLE_HOST,
    consolePort: read.CONSOLE_PORT,
    apps,
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
    metricsToken: read.METRICS_TOKEN ?? null,
    ...others,
  });
}
