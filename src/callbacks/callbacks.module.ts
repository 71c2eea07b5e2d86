import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { BlocklistDesk } from '../moderation/blocklist-recorder.js';
import type { Clock } from '../runtime/clock.js';
import { FriendResponseGate } from '../moderation/friend-response-moderator.js';
import type { ShortWay } from './callback-fast-path.js';
import type { CallbackMeter } from './callback-meter.js';
import { CallbacksController } from './callbacks.controller.js';
import { Doorkeeper } from './authentication/callback-authenticator.js';
import { ReceptionLog } from './callback-log.js';
import { Reception } from './callback-handler.js';

/** What the platform's edge needs besides the desks that judge and record. */
export interface CallbackSide {
  readonly config: Pick<Config, 'apps' | 'allowedAddresses' | 'callbackPath' | 'onFailure'>;
  readonly clock: Clock;
  readonly meter: CallbackMeter;
  readonly log: Logger;
  readonly shortWay: ShortWay;
}

/** The platform's edge. `inside` exports `FriendResponseGate` and `BlocklistDesk`. */
@Module({})
export class CallbacksModule {
  static with({ config, clock, meter, log, shortWay }: CallbackSide, inside: DynamicModule): DynamicModule {
    const { apps, allowedAddresses, callbackPath, onFailure } = config;
    const paths = new Set(callbackPath === null ? ['/', '/callback', '/callback/'] : [callbackPath]);
    return {
      module: CallbacksModule,
      imports: [inside],
      controllers: [CallbacksController],
      providers: [
        {
          provide: Reception,
          inject: [FriendResponseGate, BlocklistDesk],
          useFactory: (gate: FriendResponseGate, blocklist: BlocklistDesk) => {
            const doorkeeper = new Doorkeeper({ paths, allowedAddresses, apps });
            const record = { meter, log: new ReceptionLog(log, clock) };
            const reception = new Reception(doorkeeper, { gate, blocklist, onFailure }, clock, record);
            shortWay.open(paths, (arrival) => reception.answer(arrival));
            return reception;
          },
        },
      ],
    };
  }
}
