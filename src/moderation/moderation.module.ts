import { type DynamicModule, Module } from '@nestjs/common';
import { EnvelopeWriter } from '../callbacks/envelope-writer.js';
import type { AppContext } from '../app-context.js';
import { BlocklistRecorder } from './blocklist-recorder.js';
import { DecisionLog } from './decision-log.js';
import { FriendResponseModerator } from './friend-response-moderator.js';
import { ActiveRuleSets } from './active-rule-sets.js';
import { ShadowEvaluator } from './shadow-evaluator.js';
import { State } from './state/state.js';

/** Judging. `adapters` exports `DecisionLog`, `RuleBook` and `State`. */
@Module({})
export class ModerationModule {
  static with({ config, clock, eventLoop, log }: AppContext, adapters: DynamicModule): DynamicModule {
    const { deadlineMs, onFailure } = config;
    const writer = new EnvelopeWriter();
    return {
      module: ModerationModule,
      imports: [adapters],
      providers: [
        {
          provide: ShadowEvaluator,
          inject: [DecisionLog],
          useFactory: (decisionLog: DecisionLog) => new ShadowEvaluator({ decisionLog, clock, eventLoop }),
        },
        {
          provide: FriendResponseModerator,
          inject: [ActiveRuleSets, State, DecisionLog, ShadowEvaluator],
          useFactory: (
            ruleBook: ActiveRuleSets,
            state: State,
            decisionLog: DecisionLog,
            shadow: ShadowEvaluator,
          ) =>
            new FriendResponseModerator(
              {
                ruleSets: ruleBook,
                state,
                decisionLog,
                replyWriter: writer,
                clock,
                eventLoop,
                shadowEvaluator: shadow,
                log,
              },
              { deadlineMs, onFailure },
            ),
        },
        {
          provide: BlocklistRecorder,
          inject: [State, DecisionLog],
          useFactory: (state: State, decisionLog: DecisionLog) =>
            new BlocklistRecorder(state, decisionLog, writer),
        },
      ],
      exports: [FriendResponseModerator, BlocklistRecorder, ShadowEvaluator, adapters],
    };
  }
}
