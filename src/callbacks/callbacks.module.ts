import { Inject, Module, type BeforeApplicationShutdown } from '@nestjs/common';
import { AppContext } from '../app-context.js';
import { ReadinessProbe } from '../http/readiness-probe.js';
import { BlocklistRecorder } from '../moderation/blocklist-recorder.js';
import { FriendResponseModerator } from '../moderation/friend-response-moderator.js';
import { CallbackAuthenticator } from './authentication/callback-authenticator.js';
import { CallbackPaths } from './authentication/callback-paths.js';
import { CallbackHandler } from './callback-handler.js';
import { CallbackLog } from './callback-log.js';
import { CallbackMeter } from './callback-meter.js';
import { CallbackMetrics } from './callback-metrics.js';
import { CallbackServer } from './callback-server.js';
import { CallbacksController } from './callbacks.controller.js';
import { PacketWorkload } from './packet/packet-workload.js';

/** The platform's edge: an HTTP server of its own, beside the staff's. */
@Module({
  controllers: [CallbacksController],
  providers: [
    {
      provide: CallbackMeter,
      inject: [AppContext],
      useFactory: ({ metrics, appIds }: AppContext) => new CallbackMetrics(metrics, appIds),
    },
    {
      provide: CallbackHandler,
      inject: [AppContext, FriendResponseModerator, BlocklistRecorder, CallbackMeter],
      useFactory: createHandler,
    },
    {
      provide: CallbackServer,
      inject: [AppContext, ReadinessProbe],
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
  const { allowedAddresses, apps, callbackPath, onFailure, deadlineMs } = config;
  const paths = new CallbackPaths(callbackPath);
  const authenticator = new CallbackAuthenticator({ paths, allowedAddresses, apps });
  const workload = new PacketWorkload(clock, deadlineMs);
  const processors = { moderator, blocklistRecorder, workload, onFailure };
  return new CallbackHandler(authenticator, processors, clock, { meter, log: new CallbackLog(log, clock) });
}

function createServer(context: AppContext, probe: ReadinessProbe): CallbackServer {
  const { bodyLimit, trustedProxies, deadlineMs } = context.config;
  const { clock, eventLoop, lifecycle } = context;
  const options = { bodyLimit, trustedProxies, deadlineMs, clock, eventLoop, lifecycle };
  return new CallbackServer(options, probe);
}
