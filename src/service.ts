import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { callbackApp, consoleApp } from './app.module.js';
import { EventLoopMonitor } from './runtime/event-loop-monitor.js';
import type { Config } from './config/config.js';
import { Health } from './staff/health/health.js';
import { readinessOf } from './staff/health/readiness.js';
import type { AppContext } from './app-context.js';
import { createHttpAdapter } from './http/http-adapter.js';
import { OpenSign } from './http/open-sign.js';
import { CallbackFastPath } from './callbacks/callback-fast-path.js';
import { StopSign } from './http/stop-sign.js';
import { nestLog } from './runtime/pino-log.js';
import { Metrics } from './staff/metrics/metrics.js';
import { EnvelopeExceptionFilter } from './callbacks/envelope-exception.filter.js';

/** How long requests may still come to their end while closing, in milliseconds: more than any deadline. */
const LAST_REQUESTS_MS = 3_000;

/** Connections that may wait for the process to take them: Node's own 511 are too few for a proxy that comes back at once. */
const BACKLOG = 4_096;

/** The service, listening. */
export interface Service {
  /** Base URLs without a slash at the end; the same when both sides share a port. */
  readonly url: string;
  readonly consoleUrl: string;
  readonly stopSign: StopSign;
  /** Whether traffic should come: rules are in force, callbacks are taken, and it is not stopping. */
  isReady(): boolean;
  /** Answers what is in flight, then closes the inside: journal, state, database. */
  close(): Promise<void>;
}

/** Starts both sides over an inside: a module that exports `FriendResponseGate`, `BlocklistDesk` and `Health`. */
export async function startService(
  config: Config,
  { log, clock }: Pick<AppContext, 'log' | 'clock'>,
  insideOf: (foundation: AppContext) => DynamicModule | Promise<DynamicModule>,
): Promise<Service> {
  const eventLoop = new EventLoopMonitor(clock);
  const [openSign, stopSign] = [new OpenSign(), new StopSign()];
  const foundation = { config, log, clock, eventLoop, metrics: new Metrics(), openSign, stopSign };
  const shared =
    config.port !== 0 && config.port === config.consolePort && config.host === config.consoleHost;

  const side = { ...foundation, bodyLimit: config.bodyLimit, trustedProxies: config.trustedProxies };
  const shortWay = new CallbackFastPath(side);
  const inside = await insideOf(foundation);
  const callbacks = await appOf(
    log,
    callbackApp(foundation, { inside, shortWay, withConsole: shared }),
    createHttpAdapter(side, shortWay),
  );
  const health = callbacks.get(Health, { strict: false });
  const staff = shared
    ? null
    : await appOf(log, consoleApp(foundation, health), createHttpAdapter(side, null));
  const close = async (): Promise<void> => {
    stopSign.raise();
    // The staff's side last: an orchestrator sees there how the other one stops.
    await closed(callbacks);
    if (staff !== null) await closed(staff);
    eventLoop.stop();
  };
  try {
    // And first, so that "starting" is seen there, not nothing.
    await staff?.listen({ port: config.consolePort, host: config.consoleHost, backlog: BACKLOG });
    await callbacks.listen({ port: config.port, host: config.host, backlog: BACKLOG });
    openSign.raise();
  } catch (error) {
    await close();
    throw error;
  }

  const url = urlOf(callbacks, config.host);
  return {
    url,
    consoleUrl: staff === null ? url : urlOf(staff, config.consoleHost),
    stopSign,
    isReady: () => {
      const progress = { isOpen: openSign.isRaised, isStopping: stopSign.isRaised };
      return readinessOf(health.report(), progress).status === 200;
    },
    close,
  };
}

async function appOf(
  log: AppContext['log'],
  module: DynamicModule,
  adapter: FastifyAdapter,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: nestLog(log),
    // An error at the start is the caller's to report, not a reason to abort the process here.
    abortOnError: false,
  });
  app.useGlobalFilters(new EnvelopeExceptionFilter(log));
  return app;
}

/** Closes an application: what it has received is answered; who does not end a request must not keep the process. */
async function closed(app: NestFastifyApplication): Promise<void> {
  const limit = setTimeout(() => app.getHttpServer().closeAllConnections(), LAST_REQUESTS_MS);
  await app.close().finally(() => clearTimeout(limit));
}

function urlOf(app: NestFastifyApplication, host: string): string {
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
