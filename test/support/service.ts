import type { DynamicModule } from '@nestjs/common';
import { configOf } from '../../src/config/config.js';
import { ModerationModule } from '../../src/moderation/moderation.module.js';
import { openLog } from '../../src/runtime/pino-log.js';
import { startService, type Service } from '../../src/service.js';
import { SystemClock } from '../../src/runtime/system-clock.js';
import { memoryAdapters, type Inside } from './memory-adapters.js';

/** A service under test, listening on free ports of loopback. */
export interface RunningService extends Service {
  readonly inside: Inside;
}

/**
 * Starts a service that keeps everything in memory.
 * @param whileStarting is waited for before callbacks are taken; the staff's side listens by then
 */
export async function startInMemory(
  env: Readonly<Record<string, string>> = {},
  whileStarting: () => Promise<void> = async () => {},
): Promise<RunningService> {
  const config = configOf({ PORT: '0', CONSOLE_PORT: '0', LOG_LEVEL: 'silent', ...env });
  let inside: Inside | undefined;
  const service = await startService(
    config,
    { log: openLog(config.logLevel), clock: new SystemClock() },
    async (foundation) => {
      const adapters = await memoryAdapters(foundation);
      inside = adapters.inside;
      return ModerationModule.with(foundation, startingWith(whileStarting, adapters.module));
    },
  );
  if (inside === undefined) throw new Error('the service started without an inside');
  return { ...service, inside };
}

function startingWith(whileStarting: () => Promise<void>, module: DynamicModule): DynamicModule {
  const hook = { provide: Symbol('while starting'), useValue: { onApplicationBootstrap: whileStarting } };
  return { ...module, providers: [...(module.providers ?? []), hook] };
}
