import { configOf } from '../../src/config/config.js';
import { AppContext } from '../../src/app-context.js';
import type { Lifecycle } from '../../src/runtime/process/lifecycle.js';
import { openLog } from '../../src/runtime/process/pino-log.js';
import { startService, type Service } from '../../src/service.js';
import { ReceiptClock } from '../../src/runtime/receipt-clock.js';
import { inMemoryModule, type Inside } from './memory-adapters.js';

/** A service under test, listening on free ports of loopback. */
export interface RunningService extends Service {
  readonly inside: Inside;
  readonly lifecycle: Lifecycle;
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
  const context = new AppContext(config, openLog(config.logLevel), new ReceiptClock());
  const { module, inside } = await inMemoryModule(context, whileStarting);
  return { ...(await startService(context, module)), inside, lifecycle: context.lifecycle };
}
