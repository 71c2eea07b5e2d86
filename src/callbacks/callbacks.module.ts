import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { BlocklistRecorder } from '../moderation/blocklist-recorder.js';
import type { Clock } from '../runtime/clock.js';
import { FriendResponseModerator } from '../moderation/friend-response-moderator.js';
import type { CallbackFastPath } from './callback-fast-path.js';
import type { CallbackMeter } from './callback-meter.js';
import { CallbacksController } from './callbacks.controller.js';
import { CallbackAuthenticator } from './authentication/callback-authenticator.js';
import { CallbackLog } from './callback-log.js';
import { CallbackHandler } from './callback-handler.js';

/** What the platform's edge needs besides the desks that judge and record. */
export interface CallbacksOptions {
  readonly config: Pick<Config, 'apps' | 'allowedAddresses' | 'callbackPath' | 'onFailure'>;
  readonly clock: Clock;
  readonly meter: CallbackMeter;
  readonly log: Logger;
  readonly fastPath: CallbackFastPath;
}

/** The platform's edge. `inside` exports `FriendResponseGate` and `BlocklistDesk`. */
@Module({})
export class CallbacksModule {
  static with(
    { config, clock, meter, log, fastPath }: CallbacksOptions,
    inside: DynamicModule,
  ): DynamicModule {
    const { apps, allowedAddresses, callbackPath, onFailure } = config;
    const paths = new Set(callbackPath === null ? ['/', '/callback', '/callback/'] : [callbackPath]);
    return {
      module: CallbacksModule,
      imports: [inside],
      controllers: [CallbacksController],
      providers: [
        {
          provide: CallbackHandler,
          inject: [FriendResponseModerator, BlocklistRecorder],
          useFactory: (gate: FriendResponseModerator, blocklist: BlocklistRecorder) => {
            const doorkeeper = new CallbackAuthenticator({ paths, allowedAddresses, apps });
            const record = { meter, log: new CallbackLog(log, clock) };
            const reception = new CallbackHandler(
              doorkeeper,
              { moderator: gate, blocklistRecorder: blocklist, onFailure },
              clock,
              record,
            );
            fastPath.enable(paths, (arrival) => reception.handle(arrival));
            return reception;
          },
        },
      ],
    };
  }
}
