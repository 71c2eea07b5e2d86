import { type DynamicModule, Module } from '@nestjs/common';
import { ProtocolAnswers } from './callbacks/answers.js';
import type { Foundation } from './foundation.js';
import { BlocklistDesk } from './moderation/blocklist-desk.js';
import { DecisionLog } from './moderation/decision-log.js';
import { FriendResponseGate } from './moderation/gate.js';
import { RuleBook } from './moderation/rule-book.js';
import { Shadow } from './moderation/shadow.js';
import { State } from './moderation/state.js';

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
