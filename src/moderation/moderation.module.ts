import { type DynamicModule, Module } from '@nestjs/common';
import { ProtocolAnswers } from '../callbacks/envelope-writer.js';
import type { Foundation } from '../app-context.js';
import { BlocklistDesk } from './blocklist-recorder.js';
import { DecisionLog } from './decision-log.js';
import { FriendResponseGate } from './friend-response-moderator.js';
import { RuleBook } from './active-rule-sets.js';
import { Shadow } from './shadow-evaluator.js';
import { State } from './state/state.js';

/** Judging. `adapters` exports `DecisionLog`, `RuleBook` and `State`. */
@Module({})
export class ModerationModule {
  static with({ config, clock, eventLoop, log }: Foundation, adapters: DynamicModule): DynamicModule {
    const { deadlineMs, onFailure } = config;
    const writer = new ProtocolAnswers();
    return {
      module: ModerationModule,
      imports: [adapters],
      providers: [
        {
          provide: Shadow,
          inject: [DecisionLog],
          useFactory: (decisionLog: DecisionLog) => new Shadow({ decisionLog, clock, eventLoop }),
        },
        {
          provide: FriendResponseGate,
          inject: [RuleBook, State, DecisionLog, Shadow],
          useFactory: (ruleBook: RuleBook, state: State, decisionLog: DecisionLog, shadow: Shadow) =>
            new FriendResponseGate(
              { ruleBook, state, decisionLog, writer, clock, eventLoop, shadow, log },
              { deadlineMs, onFailure },
            ),
        },
        {
          provide: BlocklistDesk,
          inject: [State, DecisionLog],
          useFactory: (state: State, decisionLog: DecisionLog) =>
            new BlocklistDesk(state, decisionLog, writer),
        },
      ],
      exports: [FriendResponseGate, BlocklistDesk, Shadow, adapters],
    };
  }
}
