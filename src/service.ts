import type { Server } from 'node:http';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppContext } from './app-context.js';
import { CallbackServer } from './callbacks/callback-server.js';
import { dispatchByPath } from './http/path-dispatch.js';
import { ReadinessProbe } from './http/readiness-probe.js';
import { nestLog } from './runtime/process/pino-log.js';
import { ProblemDetailsFilter } from './staff/problem-details.filter.js';
import { STAFF_PATHS, staffHttpAdapter } from './staff/staff-http-adapter.js';

/** How long staff's requests may still come to their end while the service closes, in milliseconds. */
const STAFF_REQUESTS_MS = 10_000;

/** The root of the Nest container. */
export interface RootModule {
  /** Everything that has to be done before callbacks are taken. */
  start(): Promise<void>;
}

/** The service, listening. */
export interface Service {
  /** Base URLs without a slash at the end; the same when both sides share a port. */
  readonly url: string;
  readonly consoleUrl: string;
  /** Whether traffic should come: rules are in force, callbacks are taken, and it is not stopping. */
  isReady(): boolean;
  /** Answers what is in flight, then closes journal, state and database. */
  close(): Promise<void>;
}

/** Starts both sides: the staff's, which is the Nest application, and the callbacks' server in it. */
export async function startService(
  context: AppContext,
  root: DynamicModule & { readonly module: Type<RootModule> },
): Promise<Service> {
  const { config, lifecycle } = context;
  const app = await createApp(context, root);
  const callbacks = app.get(CallbackServer, { strict: false });
  const isShared =
    config.port !== 0 && config.port === config.consolePort && config.host === config.consoleHost;
  const close = async (): Promise<void> => {
    lifecycle.stop();
    const limit = setTimeout(() => app.getHttpServer().closeAllConnections(), STAFF_REQUESTS_MS);
    await app.close().finally(() => clearTimeout(limit));
    context.eventLoop.stop();
    context.clockMonitor.stop();
  };
  try {
    // The staff's side listens first, so that an orchestrator sees "starting".
    if (isShared) await shareServer(app, callbacks);
    else await app.listen({ port: config.consolePort, host: config.consoleHost });
    await app.get(root.module).start();
    await callbacks.listen(config.port, config.host);
    lifecycle.serve();
  } catch (error) {
    await close();
    throw error;
  }

  const url = urlOf(callbacks.server, config.host);
  const probe = app.get(ReadinessProbe, { strict: false });
  return {
    url,
    consoleUrl: isShared ? url : urlOf(app.getHttpServer(), config.consoleHost),
    isReady: () => probe.ready().status === 200,
    close,
  };
}

async function createApp(context: AppContext, root: DynamicModule): Promise<NestFastifyApplication> {
  const { bodyLimit, trustedProxies } = context.config;
  const adapter = staffHttpAdapter({ ...context, bodyLimit, trustedProxies });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: nestLog(context.log),
    // An error at the start is the caller's to report, not a reason to abort the process here.
    abortOnError: false,
  });
  app.useGlobalFilters(new ProblemDetailsFilter(context.log));
  return app;
}

/** Both sides on the callbacks' port: the staff's application gets the requests of its own paths. */
async function shareServer(app: NestFastifyApplication, callbacks: CallbackServer): Promise<void> {
  await app.init();
  const staff = app.getHttpAdapter().getInstance();
  await staff.ready();
  callbacks.intercept(dispatchByPath(STAFF_PATHS, (request, response) => staff.routing(request, response)));
}

function urlOf(server: Pick<Server, 'address'>, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
