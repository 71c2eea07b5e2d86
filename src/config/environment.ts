import { z } from 'zod';
import * as value from './config-values.js';

/** The app that is served where `SDK_APP_ID` is not set. */
export const SANDBOX_APP_ID = '1400000000';

/** The settings that are read one by one. Callback tokens are read by `readTokenSettings`. */
export const environment = z.object({
  HOST: value.host.default('127.0.0.1'),
  PORT: value.port.default(8080),
  CONSOLE_HOST: value.host.default('127.0.0.1'),
  CONSOLE_PORT: value.port.default(8081),
  SDK_APP_ID: value.appIds.optional(),
  CALLBACK_PATH: value.secretPath.optional(),
  CALLBACK_ALLOWED_IPS: value.ranges.optional(),
  TRUST_PROXY: value.proxies.optional(),
  METRICS_TOKEN: value.metricsToken.optional(),
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

export type Environment = z.infer<typeof environment>;

/** The environment, without names that are unset or empty. */
export type SetVariables = Readonly<Record<string, string>>;
