import 'reflect-metadata';
import { startMessageOf } from './cli/start-message.js';
import { ConfigError, configOf, type Config } from './config/config.js';
import { isLoopback } from './config/config-values.js';
import { ENGINE_VERSION } from './moderation/model/engine-version.js';
import { logUncaughtErrors, stopOnSignals } from './runtime/process/process-signals.js';
import { openLog } from './runtime/process/pino-log.js';
import { Persistence } from './persistence/persistence.js';
import type { Service } from './service.js';
import { startProblem } from './config/start-problem.js';
import { ReceiptClock } from './runtime/receipt-clock.js';
import { TokensRefused } from './config/token-faults.js';
import { TokenReloader } from './config/token-reloader.js';
import { isNewInstallation } from './persistence/new-installation.js';

/*
 * Small buffers are cut from pieces of this many bytes: bodies, records and answers are a kilobyte or two, and each piece is
 * memory that the garbage collector must follow.
 */
Buffer.poolSize = 64 * 1024;

// Files that the service makes are for its user alone; libraries ask for more.
process.umask(0o077);

const config = readConfig();
const log = openLog(config.logLevel);
const clock = new ReceiptClock();
const opening = checkTokens().then(() =>
  Persistence.open({ config, engineVersion: ENGINE_VERSION, log, clock }),
);
// The start below awaits it and reports what went wrong.
opening.catch(() => undefined);

try {
  // Loaded while the database is being opened: both take equally long.
  const [{ startService }, { AppModule }, { AppContext }] = await Promise.all([
    import('./service.js'),
    import('./app.module.js'),
    import('./app-context.js'),
  ]);
  const context = new AppContext(config, log, clock);
  const service = await startService(context, { ...AppModule.with(context, opening), module: AppModule });
  stopOnSignals({ lifecycle: context.lifecycle, close: () => service.close() }, config.drainMs, log);
  logUncaughtErrors(log);
  new TokenReloader(config.tokenFiles, log).start();
  warn();
  announce(service);
  if (config.databaseUrl === null && !isLoopback(config.host)) {
    log.warn({}, 'trial storage is for trying out: set DATABASE_URL before real traffic comes');
  }
} catch (error) {
  const problem = startProblem(error, config);
  if (problem === null) log.fatal({ err: error }, 'the service did not start');
  else process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
  // Connections of a half-started service must not keep the process alive.
  setTimeout(() => process.exit(1), 1_000);
}

/** Before anything is created: a refused start must leave an installation as new as it was. */
async function checkTokens(): Promise<void> {
  const { tokenFaults } = config;
  if (tokenFaults.length > 0 && (await isNewInstallation(config))) throw new TokensRefused(tokenFaults);
}

function warn(): void {
  for (const { kind, message } of config.tokenFaults) {
    if (kind === 'missing') log.error({ part: 'signatures' }, message);
    else log.warn({ part: 'signatures' }, message);
  }
  for (const warning of config.warnings) log.warn({}, warning);
}

function announce(service: Service): void {
  const { callbackUrl, attempt, text } = startMessageOf(service, config);
  const where = { callbackUrl, consoleUrl: service.consoleUrl, apps: [...config.apps.keys()] };
  if (!service.isReady()) {
    const rules = config.rulesDir;
    log.error(
      { ...where, rules },
      'listening, but no rule set is in force: mend the rules, as the lines above say',
    );
    return;
  }
  log.info({ ...where, attempt }, 'ready');
  // For a person at a terminal; a log collector has the line above.
  if (process.stdout.isTTY || config.sandbox) process.stderr.write(text);
}

function readConfig(): Config {
  try {
    return configOf(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
