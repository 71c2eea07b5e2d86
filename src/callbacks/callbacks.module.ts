import { Inject, Module, type BeforeApplicationShutdown } from '@nestjs/common';
import { AppContext } from '../app-context.js';
import { ReadinessProbe } from '../http/readiness-probe.js';
import { BlocklistRecorder } from '../moderation/blocklist-recorder.js';
import { FriendResponseModerator } from '../moderation/friend-response-moderator.js';
import { CallbackAuthenticator } from './authentication/callback-authenticator.js';
import { CallbackFastPath } from './callback-fast-path.js';
import { CallbackHandler } from './callback-handler.js';
import { CallbackLog } from './callback-log.js';
import { CallbackMeter } from './callback-meter.js';
import { CallbackMetrics } from './callback-metrics.js';
import { CallbackServer } from './callback-server.js';
import { CallbacksController } from './callbacks.controller.js';

/** The platform's edge: an HTTP server of its own, beside the staff's. */
@Module({
  controllers: [CallbacksController],
  providers: [
    {
      provide: CallbackMeter,
      inject: [AppContext],
      useFactory: ({ metrics }: AppContext) => new CallbackMetrics(metrics),
    },
    {
      provide: CallbackHandler,
      inject: [AppContext, FriendResponseModerator, BlocklistRecorder, CallbackMeter],
      useFactory: createHandler,
    },
    {
      provide: CallbackServer,
      inject: [AppContext, CallbackHandler, ReadinessProbe],
      useFactory: createServer,
    },
  ],
})
export class CallbacksModule implements BeforeApplicationShutdown {
  constructor(@Inject(CallbackServer) private readonly server: CallbackServer) {}

  /** Before the staff's side closes: an orchestrator sees there how this one stops. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.server.close();
  }
}

function createHandler(
  { config, clock, log }: AppContext,
  moderator: FriendResponseModerator,
  blocklistRecorder: BlocklistRecorder,
  meter: CallbackMeter,
): CallbackHandler {
  const { allowedAddresses, apps, onFailure } = config;
  const authenticator = new CallbackAuthenticator({ paths: pathsOf(config), allowedAddresses, apps });
  const record = { meter, log: new CallbackLog(log, clock) };
  return new CallbackHandler(authenticator, { moderator, blocklistRecorder, onFailure }, clock, record);
}

function createServer(context: AppContext, handler: CallbackHandler, probe: ReadinessProbe): CallbackServer {
  const { bodyLimit, trustedProxies } = context.config;
  const options = { ...context, bodyLimit, trustedProxies };
  const server = new CallbackServer(options, probe);
  const fastPath = new CallbackFastPath(options);
  fastPath.enable(pathsOf(context.config), (request) => handler.handle(request));
  server.intercept((request, response) => fastPath.tryHandle(request, response));
  return server;
}

function pathsOf({ callbackPath }: AppContext['config']): ReadonlySet<string> {
  return new Set(callbackPath === null ? ['/', '/callback', '/callback/'] : [callbackPath]);
}
